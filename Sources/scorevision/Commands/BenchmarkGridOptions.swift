import Analysis
import ArgumentParser
import Benchmarking
import Settings

/// The values of the grid as flags: lists in place of `analyze`'s single values.
struct BenchmarkGridOptions: ParsableArguments {
    @Option(listOf: .device, example: "cpu,cuda:0") var device: String?
    @Option(listOf: .batchSize, example: "4,32,48,64") var batchSize: String?
    @Option(listOf: .frameStride, example: "1,2,3") var frameStride: String?
    @Option(listOf: .imageSize, example: "512,640") var imageSize: String?

    /// Returns a grid with these values where they are given.
    /// - Throws: `SettingsError` for the first value that is not allowed.
    func applied(to grid: BenchmarkGrid) throws -> BenchmarkGrid {
        var grid = grid
        if let device { grid.devices = try values(Self.devices(device), of: .device, \.device) }
        if let batchSize { grid.batchSizes = try values(Self.parts(batchSize), of: .batchSize, \.batchSize) }
        if let frameStride { grid.frameStrides = try values(Self.parts(frameStride), of: .frameStride, \.frameStride) }
        if let imageSize { grid.imageSizes = try values(Self.parts(imageSize), of: .imageSize, \.imageSize) }
        return grid
    }

    private static func parts(_ list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Returns the devices of a list, `cpu,cuda:0,1`. A number alone belongs to the GPUs before it.
    static func devices(_ list: String) -> [String] {
        parts(list).reduce(into: []) { devices, part in
            if Int(part) != nil, let last = devices.last, last.hasPrefix("cuda:") {
                devices[devices.count - 1] = "\(last),\(part)"
            } else {
                devices.append(part)
            }
        }
    }

    /// Reads each value as `analyze` would.
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

extension Option where Value == String? {
    /// Declares a flag for several values of a setting.
    fileprivate init(listOf setting: Setting, example: String) {
        self.init(
            name: .customLong(setting.flagNames[0]), parsing: .unconditional,
            help: ArgumentHelp(
                "Values of \(setting.name) to measure, such as \(example). Each is \(setting.allowed).",
                valueName: "list"))
    }
}
