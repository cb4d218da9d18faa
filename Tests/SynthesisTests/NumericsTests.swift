import Foundation
import Testing

@testable import Synthesis

struct NumericsTests {
    /// The published output of SplitMix64 for the seed 1234567.
    @Test func randomSourceIsSplitMix64() {
        var source = RandomSource(seed: 1_234_567)
        #expect(
            (0..<5).map { _ in source.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func bellHasMeanNoughtAndDeviationOne() {
        var source = RandomSource(seed: 5)
        let values = (0..<20_000).map { _ in source.bell() }
        let mean = values.reduce(0, +) / 20_000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.03)
    }

    @Test func streamsOfOneSeedDiffer() {
        var a = RandomSource(seed: 1, stream: 1)
        var b = RandomSource(seed: 1, stream: 2)
        #expect(Set((0..<50).map { _ in a.next() }).isDisjoint(with: (0..<50).map { _ in b.next() }))
    }

    @Test func trigonometryAgreesWithTheCLibrary() {
        for i in -400...400 {
            let angle = Double(i) * 0.0371
            #expect(abs(Trigonometry.sin(angle) - sin(angle)) < 1e-10)
            #expect(abs(Trigonometry.cos(angle) - cos(angle)) < 1e-10)
            let (x, y) = (cos(angle) * 3, sin(angle) * 3)
            #expect(abs(Trigonometry.atan2(y, x) - atan2(y, x)) < 1e-10)
        }
        #expect(Trigonometry.atan2(0, 0) == 0)
        #expect(abs(Trigonometry.wrapped(7) - (7 - 2 * Double.pi)) < 1e-12)
    }

    @Test func inverseTimesMatrixIsIdentity() throws {
        let matrix = Matrix3(elements: [2, 1, 0.5, -1, 3, 2, 0.25, 0, 1])
        let inverse = try #require(matrix.inverse)
        let v = Vector(0.3, -2, 5)
        #expect((inverse.apply(matrix.apply(v)) - v).length < 1e-12)
        #expect(Matrix3(elements: [1, 2, 3, 2, 4, 6, 0, 0, 1]).inverse == nil)
    }
}
