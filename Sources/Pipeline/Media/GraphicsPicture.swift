public import GPU

/// An upright 8-bit YUV 4:2:0 picture in a GPU's memory, in three planes as `YUVPlanes` has them. Unsafe: it hands out
/// addresses.
///
/// Its memory goes back to its pool with the last reference.
public final class GraphicsPicture: Sendable {
    public let width: Int
    public let height: Int
    /// Addresses in the GPU's memory. They hold the picture once `written` is over.
    public let y: UInt64
    public let u: UInt64
    public let v: UInt64
    /// In bytes.
    public let yStride: Int
    public let chromaStride: Int
    public let written: CUDAEvent

    private let place: GraphicsPicturePool.Place
    private let pool: GraphicsPicturePool

    init(at place: GraphicsPicturePool.Place, of pool: GraphicsPicturePool) {
        let layout = pool.layout
        (width, height) = (layout.width, layout.height)
        (yStride, chromaStride) = (layout.yStride, layout.chromaStride)
        y = place.slab.address + UInt64(place.offset)
        u = y + UInt64(layout.uOffset)
        v = y + UInt64(layout.vOffset)
        written = place.written
        self.place = place
        self.pool = pool
    }

    deinit { pool.giveBack(place) }

    public var card: CUDACard { pool.card }

    /// Why copies to the host can't be relied on any more: the GPU failed at one.
    public var failure: CUDAError? { pool.failure }

    /// A copy of the planes on the host, for the length of a closure. Blocks until it is made. Where the GPU fails they
    /// hold anything, and `failure` says so.
    func withHostPlanes<Result>(
        _ colour: ColourDescription, _ body: (YUVPlanes) throws -> Result
    ) rethrows -> Result {
        let layout = pool.layout
        let copy = pool.takeCopy()
        defer { pool.giveBack(copy) }
        do {
            try copy.fill(from: place)
        } catch {
            pool.note(error)
        }
        let base = copy.samples
        return try body(
            YUVPlanes(
                width: width, height: height, colour: colour, y: base, u: base + layout.uOffset,
                v: base + layout.vOffset, yStride: yStride, chromaStride: chromaStride))
    }
}
