import CFFmpeg

/// The owner of an `AVPacket`: a coded picture.
final class Packet {
    let pointer: UnsafeMutablePointer<AVPacket>

    init() throws {
        guard let pointer = av_packet_alloc() else { throw MediaError.noMemory }
        self.pointer = pointer
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&pointer)
    }

    /// The presentation time in the stream's time base; `nil` if the clip has none.
    var presentationTime: Int64? { Self.known(pointer.pointee.pts) }
    var decodingTime: Int64? { Self.known(pointer.pointee.dts) }
    var duration: Int64 { max(0, pointer.pointee.duration) }

    var isKeyFrame: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }

    /// Whether the packet is needed to decode others but hidden by the edit list.
    var isHidden: Bool { pointer.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }

    /// Whether the packet is encrypted.
    var isEncrypted: Bool {
        av_packet_get_side_data(pointer, AV_PKT_DATA_ENCRYPTION_INFO, nil) != nil
    }

    /// Whether the file ended within the packet.
    var isCut: Bool { pointer.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }

    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: pointer.pointee.data, count: max(0, Int(pointer.pointee.size)))
    }

    private static func known(_ time: Int64) -> Int64? { time == scorevision_nopts() ? nil : time }
}
