import CFFmpeg

/// The owner of an `AVFrame` and its reference to the samples.
final class FrameHandle {
    let pointer: UnsafeMutablePointer<AVFrame>

    /// Makes an empty frame.
    init() throws {
        guard let pointer = av_frame_alloc() else { throw MediaError.noMemory }
        self.pointer = pointer
    }

    /// Makes a frame with uninitialised samples of its own.
    convenience init(format: AVPixelFormat, width: Int, height: Int) throws {
        try self.init()
        pointer.pointee.format = format.rawValue
        pointer.pointee.width = Int32(width)
        pointer.pointee.height = Int32(height)
        guard av_frame_get_buffer(pointer, 0) >= 0 else { throw MediaError.noMemory }
    }

    /// Makes a frame that shares another frame's samples, without the decoder's side data such as closed captions.
    convenience init(sharing other: FrameHandle) throws {
        try self.init()
        guard av_frame_ref(pointer, other.pointer) >= 0 else { throw MediaError.noMemory }
        while pointer.pointee.nb_side_data > 0, let side = pointer.pointee.side_data[0] {
            av_frame_remove_side_data(pointer, side.pointee.type)
        }
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&pointer)
    }

    /// Whether the decoder had to conceal a part of the picture or all of it.
    var isDamaged: Bool {
        pointer.pointee.decode_error_flags != 0 || pointer.pointee.flags & Int32(AV_FRAME_FLAG_CORRUPT) != 0
    }

    var width: Int { Int(pointer.pointee.width) }
    var height: Int { Int(pointer.pointee.height) }
    var format: AVPixelFormat { AVPixelFormat(rawValue: pointer.pointee.format) }
}
