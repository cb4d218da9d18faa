/// Where a clip's pictures are decoded.
public enum HardwareDecoding: Hashable, Sendable {
    /// On the processor.
    case none
    /// By an NVIDIA GPU's decoder, by the GPU's number in CUDA's order. The pictures stay in its memory unless they have
    /// to be converted; what the decoder does not take is decoded on the processor.
    /// - Parameter cacheFolder: where compiled kernels are kept; nil = they are compiled at each start.
    case cuda(card: Int, cacheFolder: String?)
}

/// Where a clip's pictures were decoded in the end.
public struct DecodingPlace: Hashable, Sendable {
    /// What was asked for and worked; `none` where it did not.
    public var hardware: HardwareDecoding
    /// Why the processor decodes though a GPU was asked for.
    public var refusal: String?
    /// Why the pictures leave the GPU that decodes them: it can't be given kernels, or they need to be converted.
    public var detour: String?

    /// Whether the pictures stay in the memory of the GPU that decodes them.
    public var keepsPictures: Bool { hardware != .none && detour == nil }
}
