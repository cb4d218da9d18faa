/// Where a clip's pictures are decoded.
public enum HardwareDecoding: Hashable, Sendable {
    /// On the processor.
    case none
    /// By an NVIDIA GPU's decoder, by the GPU's number in the driver's order. The pictures are copied to the host. What it
    /// does not take is decoded on the processor.
    case cuda(card: Int)
}

/// Where a clip's pictures were decoded in the end.
public struct DecodingPlace: Hashable, Sendable {
    /// What was asked for and worked; `none` where it did not.
    public var hardware: HardwareDecoding
    /// Why the processor decodes though a GPU was asked for.
    public var refusal: String?
}
