/// The device that should decode a clip.
public enum HardwareDecoding: Hashable, Sendable {
    /// The processor.
    case none
    /// The decoder of an NVIDIA GPU, by its CUDA number.
    ///
    /// Pictures stay in the GPU's memory unless they must be converted. The processor decodes anything that the decoder
    /// doesn't support.
    ///
    /// - Parameter cacheFolder: the folder for compiled kernels; `nil` = compile them at each start.
    case cuda(card: Int, cacheFolder: String?)
}

/// The device that actually decoded a clip.
public struct DecodingPlace: Hashable, Sendable {
    /// The requested device if it worked; otherwise `none`.
    public var hardware: HardwareDecoding
    /// The reason why the processor decodes although a GPU was requested; otherwise `nil`.
    public var refusal: String?
    /// The reason why the pictures leave the GPU that decodes them: it can't run kernels, or they must be converted.
    /// Otherwise `nil`.
    public var detour: String?

    /// Whether the pictures stay in the memory of the GPU that decodes them.
    public var keepsPictures: Bool { hardware != .none && detour == nil }
}
