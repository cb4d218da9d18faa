/// A picture with readable planes: a decoded frame, or a drawing.
public protocol Picture {
    /// The width in pixels.
    var width: Int { get }
    /// The height in pixels.
    var height: Int { get }
    /// The colours of the samples.
    var colour: ColourDescription { get }
    /// The picture in a GPU's memory; `nil` if it is on the host only.
    var graphics: GraphicsPicture? { get }
    /// Calls `body` with the planes on the host and returns its result. Blocks while a GPU copies them there.
    func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result
}

extension Picture {
    /// The default: the picture is on the host only.
    public var graphics: GraphicsPicture? { nil }
}
