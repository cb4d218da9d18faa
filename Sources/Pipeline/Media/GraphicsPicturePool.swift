import GPU
import Synchronization

/// Reusable GPU memory for the pictures of clips.
///
/// Allocating memory would take longer than all other work on a picture.
final class GraphicsPicturePool: Sendable {
    /// The layout of a picture's consecutive planes.
    struct Layout: Hashable {
        let width: Int
        let height: Int
        var yStride: Int { (width + 63) / 64 * 64 }
        var chromaStride: Int { yStride / 2 }
        var uOffset: Int { yStride * height }
        var vOffset: Int { uOffset + chromaStride * ((height + 1) / 2) }
        /// The bytes from one picture to the next, a multiple of the GPU's access size.
        var count: Int { (vOffset + chromaStride * ((height + 1) / 2) + 255) / 256 * 256 }
    }

    /// Memory for one picture.
    struct Place: Sendable {
        let slab: CUDAMemory
        let offset: Int
        /// The event that occurs once the picture is written.
        let written: CUDAEvent
    }

    let card: CUDACard
    let layout: Layout
    private let free = Mutex<[Place]>([])
    private let copies = Mutex<[HostCopy]>([])
    private let failed = Mutex<CUDAError?>(nil)

    /// The bytes of one allocation, which holds several pictures.
    private static let slabSize = 64 << 20

    /// The latest pool of each card. The next clip of the same size reuses its memory.
    private static let latest = Mutex<[ObjectIdentifier: GraphicsPicturePool]>([:])

    static func shared(width: Int, height: Int, card: CUDACard) -> GraphicsPicturePool {
        let layout = Layout(width: width, height: height)
        return latest.withLock { latest in
            if let pool = latest[ObjectIdentifier(card)], pool.layout == layout, pool.failure == nil { return pool }
            let pool = GraphicsPicturePool(layout, card: card)
            latest[ObjectIdentifier(card)] = pool
            return pool
        }
    }

    private init(_ layout: Layout, card: CUDACard) {
        self.layout = layout
        self.card = card
    }

    /// Takes a picture with undefined samples. Throws a `CUDAError` if there isn't enough memory.
    func take() throws -> GraphicsPicture {
        if let place = free.withLock({ $0.popLast() }) { return GraphicsPicture(at: place, of: self) }
        let count = max(1, Self.slabSize / layout.count)
        let slab = try CUDAMemory(count: count * layout.count, on: card)
        let places = try (0..<count).map { index in
            Place(slab: slab, offset: index * layout.count, written: try CUDAEvent(on: card))
        }
        free.withLock { $0.append(contentsOf: places.dropFirst()) }
        return GraphicsPicture(at: places[0], of: self)
    }

    func giveBack(_ place: Place) { free.withLock { $0.append(place) } }

    func takeCopy() -> HostCopy {
        copies.withLock { $0.popLast() } ?? HostCopy(count: layout.count, card: card)
    }

    /// Returns a copy to the pool. A copy that failed isn't reused.
    func giveBack(_ copy: HostCopy) { if failure == nil { copies.withLock { $0.append(copy) } } }

    /// The first failure of a copy to the host; `nil` if none failed.
    var failure: CUDAError? { failed.withLock { $0 } }

    func note(_ error: any Error) {
        let known = error as? CUDAError ?? CUDAError(0, doing: "copy a picture to the host", context: "\(error)")
        failed.withLock { $0 = $0 ?? known }
    }
}
