/// A function that a card runs once for each of many positions. Unsafe: nothing checks that its arguments are valid.
///
/// `@unchecked Sendable`: the handle never changes, and several threads may call the driver's functions.
public final class CUDAKernel: @unchecked Sendable {
    /// The width and height of a block, in threads.
    private static let block = (width: 32, height: 8)

    private let module: CUDAModule
    private let handle: OpaquePointer

    init(_ name: String, of module: CUDAModule) throws {
        let driver = module.card.driver
        handle = try module.card.current {
            try driver.make("find the kernel \(name)") { driver.function($0, module.handle, name) }
        }
        self.module = module
    }

    /// Queues a run for each of `width` x `height` positions in a stream.
    ///
    /// The grid may extend slightly beyond them. `arguments` are the kernel's parameters, each of 64 bits. Throws a
    /// `CUDAError` if the kernel can't be started.
    public func launch(_ arguments: [UInt64], width: Int, height: Int, in stream: CUDAStream) throws {
        guard width > 0, height > 0 else { return }
        let driver = module.card.driver
        let columns = CUnsignedInt((width + Self.block.width - 1) / Self.block.width)
        let rows = CUnsignedInt((height + Self.block.height - 1) / Self.block.height)
        try module.card.current {
            var values = arguments
            let status = values.withUnsafeMutableBytes { bytes in
                var list = arguments.indices.map { index in bytes.baseAddress.map { $0 + 8 * index } }
                return driver.launch(
                    handle, columns, rows, 1, CUnsignedInt(Self.block.width), CUnsignedInt(Self.block.height), 1, 0,
                    stream.handle, &list, nil)
            }
            try driver.check("start a kernel", status)
        }
    }
}

/// Kernels that are loaded on a card.
///
/// `@unchecked Sendable`: the handle never changes, and several threads may call the driver's functions.
final class CUDAModule: @unchecked Sendable {
    let card: CUDACard
    let handle: OpaquePointer

    /// Loads kernels.
    ///
    /// - Parameter image: the machine code from `KernelCompiler` for the card.
    init(_ image: [UInt8], on card: CUDACard) throws {
        self.card = card
        handle = try image.withUnsafeBytes { bytes in
            try card.current {
                try card.driver.make("load its kernels") { card.driver.loadModule($0, bytes.baseAddress) }
            }
        }
    }

    deinit { try? card.current { _ = card.driver.unloadModule(handle) } }

    func kernel(_ name: String) throws -> CUDAKernel { try CUDAKernel(name, of: self) }
}
