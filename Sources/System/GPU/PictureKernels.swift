import Synchronization

/// The kernels for pictures that a card has loaded. `source` describes each.
public final class PictureKernels: Sendable {
    /// The kernel that copies a decoder's picture to three planes.
    public let unpack: CUDAKernel
    /// The kernel that converts a picture's planes to a network's six planes.
    public let split: CUDAKernel
    /// The kernel that converts a picture's planes to a network's red, green and blue.
    public let colours: CUDAKernel

    /// Returns the kernels of a card. They are compiled once and cached for the next start if there is a folder.
    ///
    /// Throws a `CUDAError` if CUDA's compiler is missing or the kernels can't be loaded.
    public static func of(_ card: CUDACard, cacheFolder: String?) throws -> PictureKernels {
        try card.kernels.withLock { kernels in
            if let kernels { return kernels }
            let made = try make(card, KernelCache(folder: cacheFolder))
            kernels = made
            return made
        }
    }

    /// Loads precompiled kernels on a card. Throws a `CUDAError` if they can't be loaded.
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
