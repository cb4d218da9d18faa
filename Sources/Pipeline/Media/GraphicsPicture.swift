public import GPU

/// An upright 8-bit YUV 4:2:0 picture in a GPU's memory, in three planes as in `YUVPlanes`. Unsafe: it hands out
/// addresses.
///
/// Its memory returns to its pool with the last reference.
public final class GraphicsPicture: Sendable {
    /// The width in pixels.
    public let width: Int
    /// The height in pixels.
    public let height: Int
    /// The address of the luma plane in the GPU's memory. The samples are valid once `written` has occurred.
    public let y: UInt64
    /// The address of the U plane in the GPU's memory.
    public let u: UInt64
    /// The address of the V plane in the GPU's memory.
    public let v: UInt64
    /// The bytes from one luma row to the next.
    public let yStride: Int
    /// The bytes from one chroma row to the next.
    public let chromaStride: Int
    /// The event that occurs once the samples are written.
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

    /// The GPU that holds the picture.
    public var card: CUDACard { pool.card }

    /// The first failure of a copy to the host; `nil` if none failed. After a failure, copies are unreliable.
    public var failure: CUDAError? { pool.failure }

    /// Calls `body` with a copy of the planes on the host. Blocks until the copy is complete.
    ///
    /// If the GPU fails, the samples are undefined and `failure` is set.
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
