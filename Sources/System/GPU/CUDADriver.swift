import Platform

/// NVIDIA's driver, opened while the program runs: one program runs with and without it. Unsafe: its functions are
/// called by name, with the signatures of the CUDA Driver API's reference.
///
/// `@unchecked Sendable`: nothing changes after `init`, and the driver's functions may be called from several threads.
final class CUDADriver: @unchecked Sendable {
    typealias Status = CInt
    /// An address in a card's memory.
    typealias Address = UInt64
    typealias Handle = OpaquePointer

    typealias Name = @convention(c) (Status, UnsafeMutablePointer<UnsafePointer<CChar>?>) -> Status
    typealias Number = @convention(c) (CUnsignedInt) -> Status
    typealias GetDevice = @convention(c) (UnsafeMutablePointer<CInt>, CInt) -> Status
    typealias Attribute = @convention(c) (UnsafeMutablePointer<CInt>, CInt, CInt) -> Status
    typealias RetainContext = @convention(c) (UnsafeMutablePointer<Handle?>, CInt) -> Status
    typealias OfDevice = @convention(c) (CInt) -> Status
    typealias Push = @convention(c) (Handle?) -> Status
    typealias Pop = @convention(c) (UnsafeMutablePointer<Handle?>) -> Status
    typealias Allocate = @convention(c) (UnsafeMutablePointer<Address>, Int) -> Status
    typealias Free = @convention(c) (Address) -> Status
    typealias AllocateHost = @convention(c) (UnsafeMutablePointer<UnsafeMutableRawPointer?>, Int) -> Status
    typealias FreeHost = @convention(c) (UnsafeMutableRawPointer?) -> Status
    typealias ToDevice = @convention(c) (Address, UnsafeRawPointer?, Int, Handle?) -> Status
    typealias ToHost = @convention(c) (UnsafeMutableRawPointer?, Address, Int, Handle?) -> Status
    typealias Make = @convention(c) (UnsafeMutablePointer<Handle?>, CUnsignedInt) -> Status
    typealias Of = @convention(c) (Handle?) -> Status
    typealias Record = @convention(c) (Handle?, Handle?) -> Status
    typealias WaitFor = @convention(c) (Handle?, Handle?, CUnsignedInt) -> Status
    typealias Load = @convention(c) (UnsafeMutablePointer<Handle?>, UnsafeRawPointer?) -> Status
    typealias GetFunction = @convention(c) (UnsafeMutablePointer<Handle?>, Handle?, UnsafePointer<CChar>?) -> Status
    typealias Launch =
        @convention(c) (
            Handle?, CUnsignedInt, CUnsignedInt, CUnsignedInt, CUnsignedInt, CUnsignedInt, CUnsignedInt, CUnsignedInt,
            Handle?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Status

    let errorText: Name
    let device: GetDevice
    let attribute: Attribute
    let retainContext: RetainContext
    let releaseContext: OfDevice
    let push: Push
    let pop: Pop
    let allocate: Allocate
    let free: Free
    let allocateHost: AllocateHost
    let freeHost: FreeHost
    let copyToDevice: ToDevice
    let copyToHost: ToHost
    let makeStream: Make
    let destroyStream: Of
    let waitForStream: Of
    let makeEvent: Make
    let destroyEvent: Of
    let record: Record
    let streamWaitsFor: WaitFor
    let loadModule: Load
    let unloadModule: Of
    let function: GetFunction
    let launch: Launch

    /// It comes with the system, not with CUDA's libraries.
    static let usualName = "libcuda.so.1"

    private static let loaded = Result { try CUDADriver(usualName) }

    /// The driver, which is opened once. Throws a `CUDAError` where there is none that works.
    static func shared() throws -> CUDADriver { try loaded.get() }

    /// Opens a driver's library and starts it. It is never closed: cards may be in use to the end.
    init(_ name: String) throws {
        let library: DynamicLibrary
        do {
            library = try DynamicLibrary(name)
        } catch {
            throw CUDAError(0, doing: "open NVIDIA's driver", context: error.context)
        }
        // What changed its signature has a number in its name.
        func find<Function>(_ symbol: String) throws -> Function {
            do {
                return try library.function(symbol)
            } catch {
                throw CUDAError(
                    0, doing: "open NVIDIA's driver", context: "\(name) is too old: it has no \(symbol)")
            }
        }
        errorText = try find("cuGetErrorString")
        device = try find("cuDeviceGet")
        attribute = try find("cuDeviceGetAttribute")
        retainContext = try find("cuDevicePrimaryCtxRetain")
        releaseContext = try find("cuDevicePrimaryCtxRelease_v2")
        push = try find("cuCtxPushCurrent_v2")
        pop = try find("cuCtxPopCurrent_v2")
        allocate = try find("cuMemAlloc_v2")
        free = try find("cuMemFree_v2")
        allocateHost = try find("cuMemAllocHost_v2")
        freeHost = try find("cuMemFreeHost")
        copyToDevice = try find("cuMemcpyHtoDAsync_v2")
        copyToHost = try find("cuMemcpyDtoHAsync_v2")
        makeStream = try find("cuStreamCreate")
        destroyStream = try find("cuStreamDestroy_v2")
        waitForStream = try find("cuStreamSynchronize")
        makeEvent = try find("cuEventCreate")
        destroyEvent = try find("cuEventDestroy_v2")
        record = try find("cuEventRecord")
        streamWaitsFor = try find("cuStreamWaitEvent")
        loadModule = try find("cuModuleLoadData")
        unloadModule = try find("cuModuleUnload")
        function = try find("cuModuleGetFunction")
        launch = try find("cuLaunchKernel")
        let start: Number = try find("cuInit")
        try check("start NVIDIA's driver", start(0))
    }

    /// Throws what a status says unless it is success; `doing` completes "CUDA failed to ...".
    func check(_ doing: @autoclosure () -> String, _ status: Status) throws {
        guard status != 0 else { return }
        var words: UnsafePointer<CChar>?
        let isKnown = errorText(status, &words) == 0
        let text = isKnown ? words.map { String(cString: $0) } : nil
        throw CUDAError(Int(status), doing: doing(), context: text ?? "error \(status)")
    }

    /// Calls what fills a handle.
    func make(_ doing: @autoclosure () -> String, _ call: (UnsafeMutablePointer<Handle?>) -> Status) throws -> Handle {
        var handle: Handle?
        try check(doing(), call(&handle))
        guard let handle else { throw CUDAError(0, doing: doing(), context: "no handle") }
        return handle
    }
}

/// Why CUDA's driver, or its compiler of kernels, failed.
public struct CUDAError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The driver's number of the error, `CUresult`; 0 where the library itself is missing, or the compiler complains.
    public let code: Int
    /// What failed, in one line.
    public let message: String
    /// The library's own words.
    public let context: String

    /// - Parameters:
    ///   - code: the library's number of the error.
    ///   - doing: completes "CUDA failed to ...".
    ///   - context: the library's own words.
    public init(_ code: Int, doing: String, context: String) {
        self.code = code
        message = "CUDA failed to \(doing)"
        self.context = context
    }

    /// Whether the card has no room for what was asked for.
    public var isOutOfMemory: Bool { code == 2 }

    public var description: String { "\(message): \(context)" }
}
