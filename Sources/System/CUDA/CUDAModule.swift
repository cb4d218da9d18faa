/// Kernels that a card has loaded.
///
/// `@unchecked Sendable`: the handle never changes, and the driver's functions may be called from several threads.
final class CUDAModule: @unchecked Sendable {
    let card: CUDACard
    let handle: OpaquePointer

    /// - Parameter image: what `KernelCompiler` made for the card.
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
