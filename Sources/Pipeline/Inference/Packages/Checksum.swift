import CFFmpeg
import Foundation

/// SHA-256 of files, with FFmpeg's implementation, which is here anyway.
enum Checksum {
    /// In lower-case hexadecimal.
    static func sha256(_ data: Data) throws -> String {
        guard let context = av_sha_alloc() else { throw InferenceError(.engineFailed, "no memory for a checksum") }
        defer { av_free(UnsafeMutableRawPointer(context)) }
        guard av_sha_init(context, 256) == 0 else { throw InferenceError(.engineFailed, "FFmpeg lacks SHA-256") }
        data.withUnsafeBytes { bytes in
            av_sha_update(context, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        }
        var digest = [UInt8](repeating: 0, count: 32)
        av_sha_final(context, &digest)
        return digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
