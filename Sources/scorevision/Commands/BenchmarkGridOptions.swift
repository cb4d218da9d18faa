import Analysis
import ArgumentParser
import Benchmarking
import Settings

/// The values of the grid as flags, with lists instead of the single values of `analyze`.
struct BenchmarkGridOptions: ParsableArguments {
    @Option(listOf: .device, example: "cpu,cuda:0") var device: String?
    @Option(listOf: .batchSize, example: "4,32,48,64") var batchSize: String?
    @Option(listOf: .frameStride, example: "1,2,3") var frameStride: String?
    @Option(listOf: .imageSize, example: "512,640") var imageSize: String?

    /// Returns a grid with the given values.
    ///
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

    /// Returns the devices in a list such as `cpu,cuda:0,1`. A number on its own belongs to the GPUs before it.
    static func devices(_ list: String) -> [String] {
        parts(list).reduce(into: []) { devices, part in
            if Int(part) != nil, let last = devices.last, last.hasPrefix("cuda:") {
                devices[devices.count - 1] = "\(last),\(part)"
            } else {
                devices.append(part)
            }
        }
    }

    /// Parses each value as `analyze` does.
    private func values<Value>(
        _ list: [String], of setting: Setting, _ path: KeyPath<AnalysisSettings, Value>
    ) throws -> [Value] {
        try list.map { text in
            // The resolver treats an empty value as not set, so an invalid one takes its place.
            let value = text.isEmpty ? "nothing" : text
            return try SettingsResolver(flags: [setting.name: value], environment: [:]).resolve()[keyPath: path]
        }
    }
}

extension Option where Value == String? {
    /// Declares a flag for a list of values of a setting.
    fileprivate init(listOf setting: Setting, example: String) {
        self.init(
            name: .customLong(setting.flagNames[0]), parsing: .unconditional,
            help: ArgumentHelp(
                "Values of \(setting.name) to measure, such as \(example). Each must be \(setting.allowed).",
                valueName: "list"))
    }
}
