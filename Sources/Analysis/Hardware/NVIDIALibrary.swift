import Foundation

/// NVIDIA's cards as its management library (NVML) tells of them. Unsafe: the library is opened while the program runs
/// and its functions are called by name, since most machines don't have it. The signatures are those of NVML's
/// reference; a library that lacks one of them tells nothing.
enum NVIDIALibrary {
    /// It comes with the driver.
    static let usualName = "libnvidia-ml.so.1"

    private typealias Plain = @convention(c) () -> CInt
    private typealias Count = @convention(c) (UnsafeMutablePointer<CUnsignedInt>) -> CInt
    private typealias Handle = @convention(c) (CUnsignedInt, UnsafeMutablePointer<OpaquePointer?>) -> CInt
    private typealias SystemText = @convention(c) (UnsafeMutablePointer<CChar>, CUnsignedInt) -> CInt
    private typealias CardText = @convention(c) (OpaquePointer?, UnsafeMutablePointer<CChar>, CUnsignedInt) -> CInt
    private typealias CardMemory = @convention(c) (OpaquePointer?, UnsafeMutableRawPointer) -> CInt

    /// Longer than any name or version that NVML gives (96 and 80 bytes).
    private static let textCapacity = 128

    /// The cards, in the driver's order; none where the library is missing or does not start.
    static func cards(library: String = usualName) -> [GraphicsCard] {
        guard let opened = dlopen(library, RTLD_NOW | RTLD_LOCAL) else { return [] }
        defer { dlclose(opened) }
        func find<Function>(_ name: String, _ type: Function.Type) -> Function? {
            dlsym(opened, name).map { unsafeBitCast($0, to: type) }
        }
        guard let start = find("nvmlInit_v2", Plain.self), let stop = find("nvmlShutdown", Plain.self),
            let count = find("nvmlDeviceGetCount_v2", Count.self),
            let handle = find("nvmlDeviceGetHandleByIndex_v2", Handle.self),
            let driver = find("nvmlSystemGetDriverVersion", SystemText.self),
            let name = find("nvmlDeviceGetName", CardText.self),
            let memory = find("nvmlDeviceGetMemoryInfo", CardMemory.self), start() == 0
        else { return [] }
        defer { _ = stop() }
        var cards: CUnsignedInt = 0
        guard count(&cards) == 0 else { return [] }
        let version = text { driver($0, $1) }
        return (0..<cards).compactMap { index in
            var card: OpaquePointer?
            guard handle(index, &card) == 0 else { return nil }
            // total, free, used
            var bytes: (UInt64, UInt64, UInt64) = (0, 0, 0)
            let hasMemory = withUnsafeMutableBytes(of: &bytes) { buffer in
                buffer.baseAddress.map { memory(card, $0) == 0 } ?? false
            }
            return GraphicsCard(
                maker: .nvidia, name: text { name(card, $0, $1) } ?? "NVIDIA card",
                memory: hasMemory ? Int(clamping: bytes.0) : nil, driver: version.map { "nvidia \($0)" })
        }
    }

    private static func text(_ read: (UnsafeMutablePointer<CChar>, CUnsignedInt) -> CInt) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: textCapacity) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            buffer.initialize(repeating: 0)
            guard read(base, CUnsignedInt(textCapacity)) == 0 else { return nil }
            base[textCapacity - 1] = 0
            return String(cString: base)
        }
    }
}
