/// A picture made of borrowed planes.
///
/// Code that reads the planes several times uses it so that a GPU copies them only once. Unsafe: the picture must not
/// outlive the closure that borrowed the planes.
public struct BorrowedPicture: Picture {
    private let planes: YUVPlanes

    /// Makes a picture of borrowed planes.
    public init(_ planes: YUVPlanes) { self.planes = planes }

    /// The width in pixels.
    public var width: Int { planes.width }
    /// The height in pixels.
    public var height: Int { planes.height }
    /// The colours of the samples.
    public var colour: ColourDescription { planes.colour }

    /// Calls `body` with the borrowed planes and returns its result. Rethrows the error of `body`.
    public func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result { try body(planes) }
}
