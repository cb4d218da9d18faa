import Observations

/// What an Ultralytics export says of itself in its metadata: `task`, `names`, `imgsz`, `kpt_shape`.
struct UltralyticsMetadata {
    let manifest: ModelManifest

    /// Nil where the file has no such metadata; throws where it has, but doesn't fit its own outputs.
    init?(_ file: ONNXFile, path: String) throws {
        guard let task = file.metadata["task"], let text = file.metadata["names"] else { return nil }
        guard let classes = PythonLiteral.names(text) else {
            throw InferenceError(.modelUnsupported, "\(path): its metadata has no readable class names", context: text)
        }
        guard task == "detect" || task == "pose" else {
            throw InferenceError(.modelUnsupported, "\(path): made for '\(task)'; detect and pose models can be used")
        }
        let keypoints = task == "pose" ? file.metadata["kpt_shape"].flatMap(PythonLiteral.integers) : [0, 0]
        guard let keypoints, keypoints.count == 2 else {
            throw InferenceError(.modelUnsupported, "\(path): a pose model whose metadata lacks kpt_shape")
        }
        let rows = 4 + classes.count + keypoints[0] * keypoints[1]
        guard let output = file.outputs.first, file.outputs.count == 1, output.shape.count == 3 else {
            throw InferenceError(
                .modelUnsupported, "\(path): unknown outputs; export the model with nms=False, without end2end",
                context: ForeignModel.list(file.outputs))
        }
        if let found = output.shape[1], found != rows {
            throw InferenceError(
                .classMismatch,
                "\(path): its output has \(found) rows, but the \(classes.count) classes and \(keypoints[0]) keypoints "
                    + "in its metadata make \(rows)",
                context: ForeignModel.list(file.outputs))
        }
        let isPitch = keypoints[0] == FrameDetections.keypointCount
        let hasObjects = classes.contains { ModelClass($0).objectClass != nil }
        guard task == "detect" || isPitch || hasObjects else {
            throw InferenceError(
                .classMismatch,
                "\(path): a pose model with \(keypoints[0]) keypoints; the pitch has \(FrameDetections.keypointCount)")
        }
        let size = Self.pictureSize(file)
        manifest = ModelManifest(
            format: ModelManifest.currentFormat, name: ModelName.of(path), version: "foreign",
            task: (hasObjects ? [.players] : []) + (isPitch ? [.pitch] : []),
            heads: [task == "pose" ? .ultralyticsPose : .ultralyticsDetect],
            input: .init(layout: .rgbUnit, width: size.width, height: size.height), classes: classes,
            keypoints: keypoints[0], weights: path, sha256: "", licence: file.metadata["license"] ?? "unknown")
    }

    /// From the input's shape; where it is open, from `imgsz`, else the size that such models are trained at.
    private static func pictureSize(_ file: ONNXFile) -> (width: Int, height: Int) {
        let named = file.metadata["imgsz"].flatMap(PythonLiteral.integers) ?? [640]
        let shape = file.inputs.first.flatMap { InputLayout.rgbUnit.pictureSize(shape: $0.shape) }
        return (shape?.width ?? named.last ?? 640, shape?.height ?? named.first ?? 640)
    }
}
