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
