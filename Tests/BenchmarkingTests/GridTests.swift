import Analysis
import Detection
import Observations
import Testing

@testable import Benchmarking

@Suite struct GridTests {
    private func grid() throws -> BenchmarkGrid {
        .full(for: .cpu, reference: ReferenceSize(of: try .of(quality: [:])))
    }

    @Test func theFullGridIsWhatUsersTry() throws {
        let grid = try grid()
        let settings = grid.settings
        #expect(settings.count == 5 * 3 * 4)
        #expect(Set(settings).count == settings.count)
        #expect(Set(settings.map(\.batchSize)) == [1, 4, 32, 48, 64])
        #expect(Set(settings.map(\.frameStride)) == [1, 2, 3])
        #expect(Set(settings.map(\.imageSize)) == [512, 640, 800, 1024])
        #expect(settings.first == .baseline(on: .cpu))
        #expect(settings[1] == .on(batch: 1, stride: 1, size: 640) && settings[1] == grid.reference(on: .cpu))
    }

    /// Quality is compared with every frame at the model's best size, however large the sizes measured are.
    @Test(arguments: [(["players.map50.all": 0.8], 640), (["1024.players.map50.all": 0.7], 1024)])
    func theBaselineAndTheReferenceAreMeasuredWhateverTheGrid(quality: [String: Double], size: Int) throws {
        let reference = ReferenceSize(of: try .of(quality: quality))
        var grid = BenchmarkGrid.quick(for: .cpu, reference: reference)
        (grid.batchSizes, grid.frameStrides, grid.imageSizes) = ([8, 2], [5], [320, 1280])
        #expect(grid.reference(on: .cpu) == (size == 1024 ? .baseline(on: .cpu) : .on(batch: 2, size: size)))
        #expect(grid.settings.prefix(2).contains(.baseline(on: .cpu)))
        #expect(grid.settings.prefix(2).contains(grid.reference(on: .cpu)))
        #expect(grid.settings.count == 4 + (size == 1024 ? 1 : 2))
    }

    @Test func theCardsBestSizeIsTheReference() throws {
        let card = ReferenceSize(
            of: try .of(quality: [
                "players.map50.all": 0.9, "512.players.map50.all": 0.78, "800.players.map50.all": 0.81,
                "640.players.map50.all": 0.81, "1024.players.map50.all": 0.76, "fp32.players.map50.all": 0.95,
                "1024.pitch.pck10": 0.99,
            ]))
        #expect(card.width == 640)
        #expect(card.reason.contains("0.81 at 640, 0.81 at 800, 0.78 at 512, 0.76 at 1024"))
        #expect(try ReferenceSize(of: .of(quality: ["512.pitch.pck10": 0.9, "640.pitch.pck10": 0.8])).width == 512)
    }

    @Test func aSettingLeavesTheRestAlone() {
        var base = AnalysisSettings()
        base.cpuThreads = 3
        base.timeBudget = 2
        let settings = BenchmarkSetting.on(batch: 8, stride: 3, size: 800).settings(from: base)
        #expect(settings.batchSize == 8 && settings.frameStride == 3 && settings.imageSize == 800)
        #expect(settings.cpuThreads == 3 && settings.timeBudget == nil)
    }

    @Test func everyRoundMeasuresAllInAnotherOrder() throws {
        let settings = try grid().settings
        let orders = (0..<4).map { BenchmarkGrid.order(of: settings, round: $0) }
        #expect(orders[0] == settings)
        #expect(Set(orders).count == 4)
        #expect(orders.allSatisfy { Set($0) == Set(settings) && $0.count == settings.count })
        #expect(BenchmarkGrid.order(of: settings, round: 2) == orders[2])
    }
}
