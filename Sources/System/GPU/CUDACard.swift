import Synchronization

/// An NVIDIA GPU with the CUDA context that all libraries of a process share, so that they can share data in the card's
/// memory. Unsafe: it hands out the driver's handles.
///
/// `@unchecked Sendable`: nothing changes after `init`, and several threads may call the driver's functions.
public final class CUDACard: @unchecked Sendable {
    /// The CUDA number of the card.
    public let number: Int
    /// The compute capability, such as `90` for 9.0.
    public let capability: Int
    /// The driver's handle of the context.
    public let context: OpaquePointer
    let driver: CUDADriver
    /// The kernels, loaded once.
    let kernels = Mutex<PictureKernels?>(nil)
    private let device: CInt

    private static let opened = Mutex<[Int: CUDACard]>([:])

    /// The name of the driver's library.
    public static let driverLibrary = CUDADriver.usualName

    /// Returns the card of a number, which is opened only once.
    ///
    /// Throws a `CUDAError` if there is no working driver or no such card.
    public static func open(_ number: Int) throws -> CUDACard {
        try opened.withLock { cards in
            if let card = cards[number] { return card }
            let card = try CUDACard(number, driver: .shared())
            cards[number] = card
            return card
        }
    }

    /// Opens a card with another library in place of NVIDIA's driver.
    ///
    /// Throws a `CUDAError` if the library doesn't work or there is no such card.
    public convenience init(_ number: Int, driverLibrary: String) throws {
        try self.init(number, driver: CUDADriver(driverLibrary))
    }

    private init(_ number: Int, driver: CUDADriver) throws {
        var device: CInt = 0
        try driver.check("find GPU \(number)", driver.device(&device, CInt(clamping: number)))
        // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR and _MINOR
        var (major, minor): (CInt, CInt) = (0, 0)
        try driver.check("read the compute capability of GPU \(number)", driver.attribute(&major, 75, device))
        try driver.check("read the compute capability of GPU \(number)", driver.attribute(&minor, 76, device))
        context = try driver.make("start on GPU \(number)") { driver.retainContext($0, device) }
        capability = Int(major) * 10 + Int(minor)
        self.number = number
        self.device = device
        self.driver = driver
    }

    deinit { _ = driver.releaseContext(device) }

    /// Runs `body` with the card's context current on this thread.
    func current<Result>(_ body: () throws -> Result) throws -> Result {
        try driver.check("switch to GPU \(number)", driver.push(context))
        defer {
            var popped: OpaquePointer?
            _ = driver.pop(&popped)
        }
        return try body()
    }
}
