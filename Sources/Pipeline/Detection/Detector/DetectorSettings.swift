public import Engines

/// Settings for how a detector runs and which findings it reports.
public struct DetectorSettings: Hashable, Sendable {
    /// How the engine uses the machine.
    public var engine = EngineSettings()
    /// Thresholds for the findings that the detector reports.
    public var decoding = DecodingSettings()
    /// The pictures in one run of the network, 1 to 1024. A network that takes only one picture runs once for each.
    public var batchSize = 1
    /// The width of the network's picture in pixels, a multiple of 32 from 64 to 4096; `nil` = the width that the model
    /// was made for. A network of fixed size keeps its own width.
    public var imageSize: Int?
    /// The aspect ratio of the pictures, width divided by height, 0.1 to 10. It determines the height of the network's
    /// picture.
    public var aspect = 16.0 / 9

    /// Makes the default settings.
    public init() {}

    /// Throws an `InferenceError` with the code `settingInvalid` if a value is out of range.
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
                .settingInvalid, "the aspect ratio of pictures must be from 0.1 to 10")
        }
    }

    /// Returns the smallest height, a multiple of `grid`, that fits pictures of `aspect` at this width.
    func height(forWidth width: Int, grid: Int) -> Int {
        max(32, Int((Double(width) / aspect / Double(grid) - 1e-6).rounded(.up)) * grid)
    }
}

/// Thresholds for the findings that a detector reports.
public struct DecodingSettings: Hashable, Sendable {
    /// The lowest confidence of a box, 0 to 1. Boxes below it are dropped.
    public var confidence = 0.25
    /// The largest intersection over union of two boxes of one class, 0 to 1. If two boxes overlap by more, the less
    /// confident one is dropped.
    ///
    /// `nil` = the value of each head's reference implementation: 0.7 for Ultralytics, 0.65 for YOLOX, 0.55 for the
    /// project's own head.
    public var iou: Double?
    /// The largest number of boxes in a frame, 1 to 100 000.
    public var maxDetections = 300
    /// The lowest confidence of a keypoint, 0 to 1. Keypoints below it count as absent.
    public var keypointConfidence = 0.3
    /// Whether one object may appear once for each class. Evaluation needs the confidence of every class.
    public var multiLabel = false

    /// Makes the default settings.
    public init() {}

    /// Throws an `InferenceError` with the code `settingInvalid` if a value is out of range.
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
