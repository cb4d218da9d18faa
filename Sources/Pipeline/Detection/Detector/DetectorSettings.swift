public import Engines

/// How a detector runs and what it reports.
public struct DetectorSettings: Hashable, Sendable {
    /// How the engine uses the machine.
    public var engine = EngineSettings()
    /// Which of the network's findings count.
    public var decoding = DecodingSettings()
    /// Pictures per run of the network. A network that takes only one runs that often.
    public var batchSize = 1
    /// The width of the network's picture, a multiple of 32; nil = what the model was made for. A network of one fixed
    /// size keeps that.
    public var imageSize: Int?
    /// Width to height of the pictures to come: the network's picture is as high as that needs.
    public var aspect = 16.0 / 9

    /// Makes the default settings.
    public init() {}

    /// Refuses what is out of range.
    public func validate() throws {
        try engine.validate()
        try decoding.validate()
        guard (1...1024).contains(batchSize) else {
            throw InferenceError(.settingInvalid, "the batch size must be from 1 to 1024, not \(batchSize)")
        }
        if let imageSize, !(64...4096).contains(imageSize) || !imageSize.isMultiple(of: 32) {
            throw InferenceError(
                .settingInvalid, "the image size must be a multiple of 32 from 64 to 4096, not \(imageSize)")
        }
        guard (0.1...10).contains(aspect) else {
            throw InferenceError(
                .settingInvalid, "pictures must be at most ten times as wide as high, or as high as wide")
        }
    }

    /// The network's picture of a width: the lowest multiple of `grid` that a picture of the aspect fits in.
    func height(forWidth width: Int, grid: Int) -> Int {
        max(32, Int((Double(width) / aspect / Double(grid) - 1e-6).rounded(.up)) * grid)
    }
}

/// Which of a network's findings count.
public struct DecodingSettings: Hashable, Sendable {
    /// Boxes below this confidence are dropped. 0 to 1.
    public var confidence = 0.25
    /// Of two boxes of a class that overlap by more than this, the less confident is dropped. 0 to 1; nil = as each
    /// head's reference has it: Ultralytics 0.7, YOLOX 0.65, the project's own 0.55.
    public var iou: Double?
    /// The most boxes per frame.
    public var maxDetections = 300
    /// Keypoints below this confidence are absent. 0 to 1.
    public var keypointConfidence = 0.3
    /// Whether an object may appear once per class. For evaluation, which wants every class's own confidence.
    public var multiLabel = false

    /// Makes the default settings.
    public init() {}

    /// Refuses what is out of range.
    public func validate() throws {
        let shares = [
            ("confidence", confidence), ("iou", iou ?? 0), ("keypoint confidence", keypointConfidence),
        ]
        for (name, value) in shares where !(0...1).contains(value) {
            throw InferenceError(.settingInvalid, "\(name) must be from 0 to 1, not \(value)")
        }
        guard (1...100_000).contains(maxDetections) else {
            throw InferenceError(
                .settingInvalid, "the most detections per frame must be from 1 to 100000, not \(maxDetections)")
        }
    }
}
