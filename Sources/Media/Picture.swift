/// A picture whose planes can be read: a decoded frame, or one that was drawn.
public protocol Picture {
    var width: Int { get }
    var height: Int { get }
    var colour: ColourDescription { get }
    func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result
}
