import Analysis
import Foundation
import Machine
import Synchronization

/// The resources that this process has used so far.
enum ProcessUsage {
    /// The processor time of all threads, in user and kernel mode, in seconds.
    static var cpuSeconds: Double {
        var usage = rusage()
        // Glibc declares the constant as an enumeration, but the function expects another type.
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// The peak resident memory in bytes. `getrusage` would also count the memory of the parent process before `exec`.
    static var peakMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(whereSeparator: \.isNewline).first { $0.hasPrefix("VmHWM:") }
        let words = line?.split(whereSeparator: \.isWhitespace) ?? []
        return words.count > 1 ? (Int(words[1]) ?? 0) * 1024 : 0
    }
}

/// The peak memory of some GPUs, sampled every 50 ms on a separate thread.
///
/// Drivers report the memory of all programs together, so the memory in use at the start is subtracted.
final class GraphicsPeak: Sendable {
    private let watch: @Sendable () -> [GraphicsReading]
    private let cards: Set<Int>
    private let before: Int?
    private let state: Mutex<(most: Int, isOver: Bool)>

    /// The time between two samples, in seconds.
    private static let interval = 0.05

    /// Starts sampling.
    ///
    /// - Parameters:
    ///   - cards: The indices of the cards to watch.
    ///   - watch: Returns the current readings of the machine's cards.
    init(cards: Set<Int>, watch: @escaping @Sendable () -> [GraphicsReading]) {
        self.cards = cards
        self.watch = watch
        before = cards.isEmpty ? nil : Self.used(watch(), of: cards)
        state = Mutex((before ?? 0, false))
        guard before != nil else { return }
        Thread.detachNewThread { [weak self] in
            while self?.look() == true { Thread.sleep(forTimeInterval: Self.interval) }
        }
    }

    /// Stops sampling and returns the peak in bytes above the level at the start, or `nil` if no card reports its
    /// memory.
    func finish() -> Int? {
        guard let before else { return nil }
        _ = look()
        return state.withLock { state in
            state.isOver = true
            return max(0, state.most - before)
        }
    }

    private func look() -> Bool {
        let used = Self.used(watch(), of: cards)
        return state.withLock { state in
            if let used { state.most = max(state.most, used) }
            return !state.isOver
        }
    }

    private static func used(_ readings: [GraphicsReading], of cards: Set<Int>) -> Int? {
        let used = readings.filter { cards.contains($0.index) }.compactMap(\.usedMemory)
        return used.isEmpty ? nil : used.reduce(0, +)
    }
}
