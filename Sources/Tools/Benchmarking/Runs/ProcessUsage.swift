import Analysis
import Foundation
import Machine
import Synchronization

/// What this process has used so far.
enum ProcessUsage {
    /// Of all threads, in the program and in the kernel.
    static var cpuSeconds: Double {
        var usage = rusage()
        // Linux's headers make it an enumeration, whose raw value the function does not take.
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Bytes. Of this program alone: `getrusage` would tell the parent's, where the parent was larger before it became
    /// this one.
    static var peakMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(whereSeparator: \.isNewline).first { $0.hasPrefix("VmHWM:") }
        let words = line?.split(whereSeparator: \.isWhitespace) ?? []
        return words.count > 1 ? (Int(words[1]) ?? 0) * 1024 : 0
    }
}

/// The most memory of some GPUs that was in use at once, read every 50 ms by a thread of its own.
///
/// Drivers report the memory of all programs together, so what was in use at the start isn't counted.
final class GraphicsPeak: Sendable {
    private let watch: @Sendable () -> [GraphicsReading]
    private let cards: Set<Int>
    private let before: Int?
    private let state: Mutex<(most: Int, isOver: Bool)>

    /// Between two readings, in seconds.
    private static let interval = 0.05

    /// Starts to watch.
    ///
    /// - Parameters:
    ///   - cards: the numbers of those that count.
    ///   - watch: returns how the machine's cards are now.
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

    /// Stops watching and returns the bytes beyond those at the start; nil if no card reports any.
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
