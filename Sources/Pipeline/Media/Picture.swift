/// A picture whose planes can be read: a decoded frame, or one that was drawn.
public protocol Picture {
    var width: Int { get }
    var height: Int { get }
    var colour: ColourDescription { get }
    /// The same picture in a GPU's memory; nil where it is on the host only.
    var graphics: GraphicsPicture? { get }
    /// The planes on the host. Blocks while a GPU copies them there.
    func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result
}

extension Picture {
    public var graphics: GraphicsPicture? { nil }
}
