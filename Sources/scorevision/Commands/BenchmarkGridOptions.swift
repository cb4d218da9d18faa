import Analysis
import ArgumentParser
import Benchmarking

/// The values of the grid as flags: lists in place of `analyze`'s single values.
struct BenchmarkGridOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("Devices.", valueName: "list"))
    var device: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Batch sizes, 4,32,48,64 say.", valueName: "list"))
    var batchSize: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Strides, 1,2,3 say.", valueName: "list"))
    var frameStride: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Image sizes, 512,640 say.", valueName: "list"))
    var imgSize: String?

    /// A grid with these values where they are given.
    /// - Throws: `SettingsError` for the first value that makes no sense.
    func applied(to grid: BenchmarkGrid) throws -> BenchmarkGrid {
        var grid = grid
        if let device { grid.devices = try values(device, of: .device, \.device) }
        if let batchSize { grid.batchSizes = try values(batchSize, of: .batchSize, \.batchSize) }
        if let frameStride { grid.frameStrides = try values(frameStride, of: .frameStride, \.frameStride) }
        if let imgSize { grid.imageSizes = try values(imgSize, of: .imageSize, \.imageSize) }
        return grid
    }

    /// Each value is judged as `analyze` would judge it.
    private func values<Value>(
        _ list: String, of setting: Setting, _ path: KeyPath<AnalysisSettings, Value>
    ) throws -> [Value] {
        try list.split(separator: ",", omittingEmptySubsequences: false).map { text in
            // An empty value would count as not given.
            let value = text.isEmpty ? "nothing" : String(text)
            return try SettingsResolver(flags: [setting.name: value], environment: [:]).resolve()[keyPath: path]
        }
    }
}
