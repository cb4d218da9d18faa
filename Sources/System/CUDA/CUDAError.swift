/// What CUDA's driver, or its compiler of kernels, refused to do.
public struct CUDAError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The driver's number of the error, `CUresult`; 0 where the library itself is missing, or the compiler complains.
    public let code: Int
    /// Completes "CUDA failed to ...".
    public let doing: String
    /// The library's words.
    public let words: String

    public init(code: Int, doing: String, words: String) {
        self.code = code
        self.doing = doing
        self.words = words
    }

    /// Whether the card has no room for what was asked for.
    public var isOutOfMemory: Bool { code == 2 }

    public var description: String { "CUDA failed to \(doing): \(words)" }
}
