import Synchronization

/// An NVIDIA GPU, and on it the context that all libraries of a process share: what one of them has in the card's
/// memory, the others can read. Unsafe: it hands the driver's handles out.
///
/// `@unchecked Sendable`: nothing changes after `init`, and the driver's functions may be called from several threads.
public final class CUDACard: @unchecked Sendable {
    /// Its number in CUDA's order.
    public let number: Int
    /// Of what it computes, `90` for 9.0.
    public let capability: Int
    /// The driver's handle of the context.
    public let context: OpaquePointer
    let driver: CUDADriver
    /// What is loaded once for all.
    let kernels = Mutex<PictureKernels?>(nil)
    private let device: CInt

    private static let opened = Mutex<[Int: CUDACard]>([:])

    /// The driver's library.
    public static let driverLibrary = CUDADriver.usualName

    /// The card of a number, which is opened once. Throws a `CUDAError` where there is no driver that works, or no such
    /// card.
    public static func open(_ number: Int) throws -> CUDACard {
        try opened.withLock { cards in
            if let card = cards[number] { return card }
            let card = try CUDACard(number, driver: .shared())
            cards[number] = card
            return card
        }
    }

    /// A card of another driver than NVIDIA's own: one that stands in for it.
    public convenience init(_ number: Int, driverLibrary: String) throws {
        try self.init(number, driver: CUDADriver(driverLibrary))
    }

    private init(_ number: Int, driver: CUDADriver) throws {
        var device: CInt = 0
        try driver.check("find GPU \(number)", driver.device(&device, CInt(clamping: number)))
        // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR and _MINOR
        var (major, minor): (CInt, CInt) = (0, 0)
        try driver.check("ask GPU \(number) what it is", driver.attribute(&major, 75, device))
        try driver.check("ask GPU \(number) what it is", driver.attribute(&minor, 76, device))
        context = try driver.make("start on GPU \(number)") { driver.retainContext($0, device) }
        capability = Int(major) * 10 + Int(minor)
        self.number = number
        self.device = device
        self.driver = driver
    }

    deinit { _ = driver.releaseContext(device) }

    /// Runs `body` with the card as the thread's own.
    func current<Result>(_ body: () throws -> Result) throws -> Result {
        try driver.check("switch to GPU \(number)", driver.push(context))
        defer {
            var popped: OpaquePointer?
            _ = driver.pop(&popped)
        }
        return try body()
    }
}
