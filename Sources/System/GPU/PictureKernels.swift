import Synchronization

/// What a card does with pictures, as kernels that it has loaded; see `source` for each.
public final class PictureKernels: Sendable {
    /// A decoder's picture into three planes.
    public let unpack: CUDAKernel
    /// A picture's planes into a network's six.
    public let split: CUDAKernel
    /// A picture's planes into a network's red, green and blue.
    public let colours: CUDAKernel

    /// The kernels of a card, which are compiled once, and kept for the next start where there is a folder.
    ///
    /// Throws a `CUDAError` where CUDA's compiler is missing.
    public static func of(_ card: CUDACard, cacheFolder: String?) throws -> PictureKernels {
        try card.kernels.withLock { kernels in
            if let kernels { return kernels }
            let made = try make(card, KernelCache(folder: cacheFolder))
            kernels = made
            return made
        }
    }

    /// Gives a card kernels that somebody else compiled.
    public static func load(_ image: [UInt8], on card: CUDACard) throws {
        let made = try PictureKernels(image, on: card)
        card.kernels.withLock { $0 = made }
    }

    private static func make(_ card: CUDACard, _ cache: KernelCache) throws -> PictureKernels {
        let name = KernelCache.name(of: source, capability: card.capability)
        if let kept = cache.read(name), let kernels = try? PictureKernels(kept, on: card) { return kernels }
        guard let compiler = KernelCompiler() else {
            throw CUDAError(
                0, doing: "compile its kernels",
                context: "CUDA's compiler is missing, \(KernelCompiler.usualNames.joined(separator: " or "))")
        }
        let image = try compiler.compile(source, name: "pictures.cu", capability: card.capability)
        let kernels = try PictureKernels(image, on: card)
        cache.write(image, name)
        return kernels
    }

    private init(_ image: [UInt8], on card: CUDACard) throws {
        let module = try CUDAModule(image, on: card)
        unpack = try module.kernel("unpack")
        split = try module.kernel("split")
        colours = try module.kernel("colours")
    }
}
