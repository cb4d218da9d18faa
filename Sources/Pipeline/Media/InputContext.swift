import CFFmpeg

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The connection from FFmpeg to a `ByteSource`. It owns the `AVIOContext` and keeps the error of a failed read.
///
/// Unsafe: FFmpeg calls back with a pointer to this object. The owner must outlive every use of `pointer`.
final class InputContext {
    private(set) var pointer: UnsafeMutablePointer<AVIOContext>?
    private(set) var failure: (any Error)?
    private let source: any ByteSource
    private let control: ReadControl
    private var position: Int64 = 0

    private static let bufferSize: Int32 = 64 << 10

    init(source: any ByteSource, control: ReadControl) throws {
        self.source = source
        self.control = control
        guard let buffer = av_malloc(Int(Self.bufferSize)) else { throw MediaError.noMemory }
        pointer = avio_alloc_context(
            buffer.assumingMemoryBound(to: UInt8.self), Self.bufferSize, 0, Unmanaged.passUnretained(self).toOpaque(),
            { opaque, buffer, count in InputContext.from(opaque)?.read(into: buffer, count: count) ?? -1 },
            nil,
            { opaque, offset, whence in InputContext.from(opaque)?.seek(to: offset, whence: whence) ?? -1 })
        if pointer == nil {
            av_free(buffer)
            throw MediaError.noMemory
        }
    }

    deinit {
        // FFmpeg may have replaced the original buffer.
        if let buffer = pointer?.pointee.buffer { av_free(buffer) }
        avio_context_free(&pointer)
    }

    private static func from(_ opaque: UnsafeMutableRawPointer?) -> InputContext? {
        opaque.map { Unmanaged<InputContext>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(into buffer: UnsafeMutablePointer<UInt8>?, count: Int32) -> Int32 {
        guard !control.isCancelled else { return FFmpegStatus.exit }
        guard let buffer, count > 0 else { return scorevision_averror(EINVAL) }
        do {
            let read = try source.read(
                at: position, into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
            position += Int64(read)
            return read > 0 ? Int32(read) : FFmpegStatus.endOfFile
        } catch {
            failure = error
            return scorevision_averror(EIO)
        }
    }

    private func seek(to offset: Int64, whence: Int32) -> Int64 {
        let base: Int64?
        switch whence & ~AVSEEK_FORCE {
        case AVSEEK_SIZE: return source.size ?? Int64(scorevision_averror(ENOSYS))
        case SEEK_SET: base = 0
        case SEEK_CUR: base = position
        case SEEK_END: base = source.size
        default: base = nil
        }
        guard let (target, overflow) = base?.addingReportingOverflow(offset), !overflow, target >= 0 else {
            return Int64(scorevision_averror(EINVAL))
        }
        position = target
        return target
    }
}
