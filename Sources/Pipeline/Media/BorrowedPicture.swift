/// A picture's planes while they are borrowed, as a picture: whoever looks at them twice has a GPU copy them once.
/// Unsafe: it must not outlive the closure that the planes were lent to.
public struct BorrowedPicture: Picture {
    private let planes: YUVPlanes

    public init(_ planes: YUVPlanes) { self.planes = planes }

    public var width: Int { planes.width }
    public var height: Int { planes.height }
    public var colour: ColourDescription { planes.colour }

    public func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result { try body(planes) }
}
