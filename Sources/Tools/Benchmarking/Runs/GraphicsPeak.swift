import Analysis
import Foundation
import Machine
import Synchronization

/// The most memory of some GPUs that was in use at once, looked at every so often by a thread of its own.
///
/// Drivers tell the memory of all programs together; what was in use at the start isn't counted.
final class GraphicsPeak: Sendable {
    private let watch: @Sendable () -> [GraphicsReading]
    private let cards: Set<Int>
    private let before: Int?
    private let state: Mutex<(most: Int, isOver: Bool)>

    /// Between two looks, in seconds.
    private static let interval = 0.05

    /// - Parameters:
    ///   - cards: the numbers of those that count.
    ///   - watch: how the machine's cards are now.
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

    /// Bytes beyond those before; nil where no card tells.
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
