import Foundation
import Testing

@testable import Detection

@Suite struct AxisTapsTests {
    /// From 1/64 to 64 samples of the source for each result, in steps of a few per cent, and the whole numbers.
    private static let scales: [Double] =
        (-128...128).map { exp2(Double($0) * 6 / 128) } + (1...64).map(Double.init) + (1...64).map { 1 / Double($0) }

    private func check(_ taps: AxisTaps, source: Int, result: Int, _ comment: Comment) {
        #expect(taps.starts.count == result, comment)
        #expect(taps.weights.count == result * taps.count, comment)
        #expect(taps.starts.allSatisfy { $0 >= 0 && $0 + taps.count <= source }, comment)
        for index in 0..<result {
            let weights = taps.weights[(index * taps.count)..<((index + 1) * taps.count)]
            #expect(weights.reduce(0) { $0 + Int($1) } == AxisTaps.unit, comment)
        }
    }

    @Test func `every scale gives weights that add up`() {
        for scale in Self.scales {
            for result in [1, 7, 144] {
                let exact = Double(result) * scale
                for source in Set([exact.rounded(.down), exact.rounded(), exact.rounded(.up)].map { max(1, Int($0)) }) {
                    let comment: Comment = "\(source) to \(result), scale \(scale)"
                    check(.linear(from: source, to: result, scale: scale), source: source, result: result, comment)
                    check(.box(from: source, to: result, scale: scale), source: source, result: result, comment)
                }
            }
        }
    }

    @Test func `a mean over many samples weighs each of them about the same`() {
        for count in [25, 30, 33, 60, 64] {
            let taps = AxisTaps.box(from: 10 * count, to: 10, scale: Double(count))
            let fair = Double(AxisTaps.unit) / Double(count)
            #expect(taps.weights.allSatisfy { abs(Double($0) - fair) < 1 }, "\(count)")
        }
    }
}
