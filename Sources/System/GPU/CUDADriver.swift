import Platform

/// NVIDIA's driver, loaded at run time, so that the same program works without it. Unsafe: it looks functions up by
/// name and calls them with the signatures of the CUDA Driver API reference.
///
/// `@unchecked Sendable`: nothing changes after `init`, and several threads may call the driver's functions.
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

    /// The name of the library. It is part of the system, not of the CUDA libraries.
    static let usualName = "libcuda.so.1"

    private static let loaded = Result { try CUDADriver(usualName) }

    /// Returns the driver, which is loaded only once. Throws a `CUDAError` if there is no working driver.
    static func shared() throws -> CUDADriver { try loaded.get() }

    /// Loads a driver's library and starts it. The library is never closed, because cards may be in use until the end.
    init(_ name: String) throws {
        let library: DynamicLibrary
        do {
            library = try DynamicLibrary(name)
        } catch {
            throw CUDAError(0, doing: "open NVIDIA's driver", context: error.context)
        }
        // A function whose signature has changed has a version number in its name.
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

    /// Throws a `CUDAError` unless the status is success. `doing` completes the message "CUDA failed to ...".
    func check(_ doing: @autoclosure () -> String, _ status: Status) throws {
        guard status != 0 else { return }
        var words: UnsafePointer<CChar>?
        let isKnown = errorText(status, &words) == 0
        let text = isKnown ? words.map { String(cString: $0) } : nil
        throw CUDAError(Int(status), doing: doing(), context: text ?? "error \(status)")
    }

    /// Calls a function that returns a handle.
    func make(_ doing: @autoclosure () -> String, _ call: (UnsafeMutablePointer<Handle?>) -> Status) throws -> Handle {
        var handle: Handle?
        try check(doing(), call(&handle))
        guard let handle else { throw CUDAError(0, doing: doing(), context: "no handle") }
        return handle
    }
}

/// A failure of CUDA's driver or of its kernel compiler.
public struct CUDAError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The driver's error number, `CUresult`; 0 if a library is missing or the compiler failed.
    public let code: Int
    /// The operation that failed, in one line.
    public let message: String
    /// The library's own message.
    public let context: String

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: the library's error number.
    ///   - doing: completes the message "CUDA failed to ...".
    ///   - context: the library's own message.
    public init(_ code: Int, doing: String, context: String) {
        self.code = code
        message = "CUDA failed to \(doing)"
        self.context = context
    }

    /// Whether the card has too little memory.
    public var isOutOfMemory: Bool { code == 2 }

    /// The operation that failed, followed by the library's message.
    public var description: String { "\(message): \(context)" }
}
