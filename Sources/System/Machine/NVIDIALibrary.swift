import Foundation
import Platform

/// NVIDIA's management library (NVML).
///
/// Unsafe: most machines don't have the library, so it is loaded at run time, and its functions are looked up by name
/// and called with the signatures of the NVML reference.
///
/// `@unchecked Sendable`: nothing changes after `init`, and several threads may call NVML's functions.
final class NVIDIALibrary: @unchecked Sendable {
    /// The name of the library, which is part of the driver.
    static let usualName = "libnvidia-ml.so.1"

    typealias Card = OpaquePointer
    private typealias Plain = @convention(c) () -> CInt
    private typealias Count = @convention(c) (UnsafeMutablePointer<CUnsignedInt>) -> CInt
    private typealias Handle = @convention(c) (CUnsignedInt, UnsafeMutablePointer<Card?>) -> CInt
    private typealias SystemText = @convention(c) (UnsafeMutablePointer<CChar>, CUnsignedInt) -> CInt
    private typealias CardText = @convention(c) (Card?, UnsafeMutablePointer<CChar>, CUnsignedInt) -> CInt
    private typealias CardStructure = @convention(c) (Card?, UnsafeMutableRawPointer) -> CInt
    private typealias CardTwoNumbers =
        @convention(c) (
            Card?, UnsafeMutablePointer<CUnsignedInt>, UnsafeMutablePointer<CUnsignedInt>
        ) -> CInt
    private typealias CardNumber = @convention(c) (Card?, CInt, UnsafeMutablePointer<CUnsignedInt>) -> CInt

    /// The buffer size for texts. NVML's names and versions have up to 96 and 80 bytes.
    private static let textCapacity = 128

    private let library: DynamicLibrary
    private let stop: Plain

    /// Loads the library. Returns `nil` if it is missing or doesn't start.
    init?(_ name: String = usualName) {
        guard let library = try? DynamicLibrary(name),
            let start = try? library.function("nvmlInit_v2", as: Plain.self),
            let stop = try? library.function("nvmlShutdown", as: Plain.self), start() == 0
        else { return nil }
        self.library = library
        self.stop = stop
    }

    deinit { _ = stop() }

    /// Returns the cards that CUDA shows, with their CUDA numbers. Cards that don't respond are left out.
    func cards(environment: [String: String] = ProcessInfo.processInfo.environment) -> [(index: Int, card: Card)] {
        let all = allCards
        let order = VisibleCards(environment: environment).order(all.map { ($0.index, identifier(of: $0.card)) })
        return order.enumerated().compactMap { number, place in
            all.first { $0.index == place }.map { (number, $0.card) }
        }
    }

    /// The cards in the order of their positions on the bus.
    private var allCards: [(index: Int, card: Card)] {
        var count: CUnsignedInt = 0
        guard let counting = find("nvmlDeviceGetCount_v2", Count.self), counting(&count) == 0,
            let handle = find("nvmlDeviceGetHandleByIndex_v2", Handle.self)
        else { return [] }
        return (0..<count).compactMap { index in
            var card: Card?
            return handle(index, &card) == 0 ? card.map { (Int(index), $0) } : nil
        }
    }

    var driverVersion: String? {
        find("nvmlSystemGetDriverVersion", SystemText.self).flatMap { read in text { read($0, $1) } }
    }

    /// Returns the identifier of a card, such as `GPU-5c73a450-5598-76c0-bc7f-58d64a90d3a7`.
    private func identifier(of card: Card) -> String? {
        find("nvmlDeviceGetUUID", CardText.self).flatMap { read in text { read(card, $0, $1) } }
    }

    func name(of card: Card) -> String? {
        find("nvmlDeviceGetName", CardText.self).flatMap { read in text { read(card, $0, $1) } }
    }

    /// Returns the total and the used memory of a card, in bytes.
    func memory(of card: Card) -> (total: Int, used: Int)? {
        // The order is total, free, used.
        var bytes: (UInt64, UInt64, UInt64) = (0, 0, 0)
        guard fill(&bytes, "nvmlDeviceGetMemoryInfo", card) else { return nil }
        return (Int(clamping: bytes.0), Int(clamping: bytes.2))
    }

    /// Returns the share of the recent time in which the card computed, 0 to 1.
    func use(of card: Card) -> Double? {
        // The shares of the processors and of the memory, in per cent.
        var shares: (CUnsignedInt, CUnsignedInt) = (0, 0)
        return fill(&shares, "nvmlDeviceGetUtilizationRates", card) ? Double(shares.0) / 100 : nil
    }

    /// Returns the share of the recent time in which the video decoder worked, 0 to 1.
    func decoderUse(of card: Card) -> Double? {
        var (share, period): (CUnsignedInt, CUnsignedInt) = (0, 0)
        guard let read = find("nvmlDeviceGetDecoderUtilization", CardTwoNumbers.self),
            read(card, &share, &period) == 0
        else { return nil }
        return Double(share) / 100
    }

    /// Returns the temperature of a card, in degrees Celsius.
    func temperature(of card: Card) -> Int? { number("nvmlDeviceGetTemperature", card, which: 0) }

    /// Returns the clock of a card's processors or of its memory, in megahertz.
    func clock(of card: Card, ofMemory: Bool = false) -> Int? {
        number("nvmlDeviceGetClockInfo", card, which: ofMemory ? 2 : 1)
    }

    private func find<Function>(_ name: String, _ type: Function.Type) -> Function? {
        try? library.function(name, as: type)
    }

    private func number(_ name: String, _ card: Card, which: CInt) -> Int? {
        var value: CUnsignedInt = 0
        guard let read = find(name, CardNumber.self), read(card, which, &value) == 0 else { return nil }
        return Int(value)
    }

    private func fill<Structure: BitwiseCopyable>(_ structure: inout Structure, _ name: String, _ card: Card) -> Bool {
        guard let read = find(name, CardStructure.self) else { return false }
        return withUnsafeMutableBytes(of: &structure) { $0.baseAddress.map { read(card, $0) == 0 } ?? false }
    }

    private func text(_ read: (UnsafeMutablePointer<CChar>, CUnsignedInt) -> CInt) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.textCapacity) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            buffer.initialize(repeating: 0)
            guard read(base, CUnsignedInt(Self.textCapacity)) == 0 else { return nil }
            base[Self.textCapacity - 1] = 0
            return String(cString: base)
        }
    }
}

extension NVIDIALibrary {
    /// Returns the cards that CUDA shows, in the order of CUDA numbers; `nil` if the library is missing or doesn't
    /// start.
    static func cards(library: String = usualName) -> [GraphicsCard]? {
        guard let library = NVIDIALibrary(library) else { return nil }
        let version = library.driverVersion
        return library.cards().map { _, card in
            GraphicsCard(
                maker: .nvidia, name: library.name(of: card) ?? "NVIDIA card", memory: library.memory(of: card)?.total,
                driver: version.map { "nvidia \($0)" })
        }
    }
}
