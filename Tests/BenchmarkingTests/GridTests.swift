import Analysis
import Testing

@testable import Benchmarking

@Suite struct GridTests {
    @Test func theFullGridIsWhatUsersTry() {
        let grid = BenchmarkGrid.full(for: .cpu)
        let settings = grid.settings
        #expect(settings.count == 5 * 3 * 4)
        #expect(Set(settings).count == settings.count)
        #expect(Set(settings.map(\.batchSize)) == [1, 4, 32, 48, 64])
        #expect(Set(settings.map(\.frameStride)) == [1, 2, 3])
        #expect(Set(settings.map(\.imageSize)) == [512, 640, 800, 1024])
        #expect(settings.first == .baseline(on: .cpu))
        #expect(grid.reference(on: .cpu) == .baseline(on: .cpu))
    }

    @Test func theBaselineIsMeasuredWhateverTheGrid() {
        let grid = BenchmarkGrid(devices: [.cpu], batchSizes: [2], frameStrides: [5], imageSizes: [320])
        #expect(grid.settings == [.baseline(on: .cpu), .on(batch: 2, stride: 5, size: 320)])
        let large = BenchmarkGrid(devices: [.cpu], batchSizes: [8, 2], frameStrides: [2], imageSizes: [640, 1280])
        #expect(large.reference(on: .cpu) == .on(batch: 2, stride: 1, size: 1280))
        #expect(large.settings.prefix(2) == [.baseline(on: .cpu), .on(batch: 2, stride: 1, size: 1280)])
    }

    @Test func aSettingLeavesTheRestAlone() {
        var base = AnalysisSettings()
        base.cpuThreads = 3
        base.timeBudget = 2
        let settings = BenchmarkSetting.on(batch: 8, stride: 3, size: 800).settings(from: base)
        #expect(settings.batchSize == 8 && settings.frameStride == 3 && settings.imageSize == 800)
        #expect(settings.cpuThreads == 3 && settings.timeBudget == nil)
    }

    @Test func everyRoundMeasuresAllInAnotherOrder() {
        let settings = BenchmarkGrid.full(for: .cpu).settings
        let orders = (0..<4).map { RunOrder.settings(settings, round: $0) }
        #expect(orders[0] == settings)
        #expect(Set(orders).count == 4)
        #expect(orders.allSatisfy { Set($0) == Set(settings) && $0.count == settings.count })
        #expect(RunOrder.settings(settings, round: 2) == orders[2])
    }
}
