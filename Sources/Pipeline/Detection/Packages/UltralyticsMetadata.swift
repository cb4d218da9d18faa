import Engines

/// The metadata of an Ultralytics export: `task`, `names`, `imgsz`, `kpt_shape`.
struct UltralyticsMetadata {
    let manifest: ModelManifest

    /// Reads the metadata. Returns `nil` if the file has none.
    ///
    /// Throws an `InferenceError` if the metadata can't be read or doesn't match the file's outputs.
    init?(_ file: ONNXFile, path: String) throws {
        guard let task = file.metadata["task"], let text = file.metadata["names"] else { return nil }
        guard let classes = PythonLiteral.names(text) else {
            throw InferenceError(
                .modelUnsupported, "\(path): its metadata has no readable class names",
                context: ForeignModel.quoted(text))
        }
        guard task == "detect" || task == "pose" else {
            throw InferenceError(
                .modelUnsupported,
                "\(path): its task is '\(ForeignModel.quoted(task))'; only detect and pose models are supported")
        }
        let keypoints = task == "pose" ? try Self.keypointShape(file, path: path) : (count: 0, size: 0)
        guard let output = file.outputs.first, file.outputs.count == 1, output.shape.count == 3 else {
            throw InferenceError(
                .modelUnsupported, "\(path): unknown outputs; export the model with nms=False and end2end=False",
                context: ForeignModel.list(file.outputs))
        }
        let keypointRows = keypoints.count * keypoints.size
        let rows = 4 + classes.count + keypointRows
        // An end-to-end export has rows of x1, y1, x2, y2, confidence and class instead of one column for each cell.
        let isEndToEnd = output.shape[2] == 6 + keypointRows && output.shape[1] != rows
        guard !isEndToEnd, file.metadata["end2end"] != "True" else {
            throw InferenceError(
                .modelUnsupported,
                "\(path): an end-to-end export, which suppresses overlapping boxes itself; export the model with "
                    + "end2end=False (and nms=False)",
                context: ForeignModel.list(file.outputs))
        }
        if let found = output.shape[1], found != rows {
            throw InferenceError(
                .classMismatch,
                "\(path): its output has \(found) rows, but the \(classes.count) classes and \(keypoints.count) "
                    + "keypoints in its metadata make \(rows)",
                context: ForeignModel.list(file.outputs))
        }
        let isPitch = keypoints.count == FrameDetections.keypointCount
        let hasObjects = classes.contains { ModelClass($0).objectClass != nil }
        guard task == "detect" || isPitch || hasObjects else {
            throw InferenceError(
                .classMismatch,
                "\(path): the pose model has \(keypoints.count) keypoints; the pitch has "
                    + "\(FrameDetections.keypointCount)")
        }
        let size = Self.pictureSize(file)
        manifest = ModelManifest(
            format: ModelManifest.currentFormat, name: ModelName.of(path), version: "foreign",
            task: (hasObjects ? [.players] : []) + (isPitch ? [.pitch] : []),
            heads: [task == "pose" ? .ultralyticsPose : .ultralyticsDetect],
            input: .init(layout: .rgbUnit, width: size.width, height: size.height), classes: classes,
            keypoints: keypoints.count, weights: path, sha256: "", licence: file.metadata["license"] ?? "unknown")
    }

    /// Returns `kpt_shape`: the number of keypoints, and the numbers for each keypoint: x and y, with or without a
    /// confidence.
    private static func keypointShape(_ file: ONNXFile, path: String) throws -> (count: Int, size: Int) {
        guard let text = file.metadata["kpt_shape"], let shape = PythonLiteral.integers(text), shape.count == 2 else {
            throw InferenceError(.modelUnsupported, "\(path): the pose model's metadata lacks kpt_shape")
        }
        guard (1...ModelManifest.mostKeypoints).contains(shape[0]), (2...3).contains(shape[1]) else {
            throw InferenceError(
                .modelUnsupported,
                "\(path): kpt_shape must be 1 to \(ModelManifest.mostKeypoints) keypoints of 2 or 3 numbers",
                context: ForeignModel.quoted(text))
        }
        return (shape[0], shape[1])
    }

    /// Returns the size from the input's shape, or from `imgsz` if the shape is open, or 640 x 640.
    private static func pictureSize(_ file: ONNXFile) -> (width: Int, height: Int) {
        let named = file.metadata["imgsz"].flatMap(PythonLiteral.integers) ?? [640]
        let shape = file.inputs.first.flatMap { InputLayout.rgbUnit.pictureSize(shape: $0.shape) }
        return (shape?.width ?? named.last ?? 640, shape?.height ?? named.first ?? 640)
    }
}

/// A parser of the Python literals in the metadata of Ultralytics models.
enum PythonLiteral {
    /// Returns the names in `{0: 'ball', 1: 'player'}` in order; `nil` if the text isn't such a list from 0 without
    /// gaps.
    static func names(_ text: String) -> [String]? {
        var byIndex: [Int: String] = [:]
        var rest = text[...].drop { $0.isWhitespace || $0 == "{" }
        while let colon = rest.firstIndex(of: ":") {
            guard let index = Int(trim(rest[..<colon])) else { return nil }
            rest = rest[rest.index(after: colon)...].drop { $0.isWhitespace }
            guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: quote) else { return nil }
            byIndex[index] = String(rest[..<end])
            rest = rest[rest.index(after: end)...].drop { $0.isWhitespace || $0 == "," }
        }
        let names = (0..<byIndex.count).compactMap { byIndex[$0] }
        return names.count == byIndex.count && !names.isEmpty ? names : nil
    }

    /// Returns the numbers in `[384, 640]` or `640`; `nil` if the text contains anything else.
    static func integers(_ text: String) -> [Int]? {
        let parts = text.split { "[](), ".contains($0) }
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count && !numbers.isEmpty ? numbers : nil
    }

    private static func trim(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.prefix { !$0.isWhitespace })
    }
}
