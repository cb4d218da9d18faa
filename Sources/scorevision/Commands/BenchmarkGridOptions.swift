import Analysis
import ArgumentParser
import Benchmarking

/// The values of the grid as flags: lists in place of `analyze`'s single values.
struct BenchmarkGridOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("Devices, cpu,cuda:0 say.", valueName: "list"))
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
        if let device { grid.devices = try values(Self.devices(device), of: .device, \.device) }
        if let batchSize { grid.batchSizes = try values(Self.parts(batchSize), of: .batchSize, \.batchSize) }
        if let frameStride { grid.frameStrides = try values(Self.parts(frameStride), of: .frameStride, \.frameStride) }
        if let imgSize { grid.imageSizes = try values(Self.parts(imgSize), of: .imageSize, \.imageSize) }
        return grid
    }

    private static func parts(_ list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Devices of a list, `cpu,cuda:0,1`: a number alone belongs to the GPUs before it.
    static func devices(_ list: String) -> [String] {
        parts(list).reduce(into: []) { devices, part in
            if Int(part) != nil, let last = devices.last, last.hasPrefix("cuda:") {
                devices[devices.count - 1] = "\(last),\(part)"
            } else {
                devices.append(part)
            }
        }
    }

    /// Each value is judged as `analyze` would judge it.
    private func values<Value>(
        _ list: [String], of setting: Setting, _ path: KeyPath<AnalysisSettings, Value>
    ) throws -> [Value] {
        try list.map { text in
            // An empty value would count as not given.
            let value = text.isEmpty ? "nothing" : text
            return try SettingsResolver(flags: [setting.name: value], environment: [:]).resolve()[keyPath: path]
        }
    }
}
