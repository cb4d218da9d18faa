/// How a detector runs and what it reports.
public struct DetectorSettings: Hashable, Sendable {
    public var engine = EngineSettings()
    public var decoding = DecodingSettings()
    /// Pictures per run of the network. A network that takes only one runs that often.
    public var batchSize = 1
    /// The width of the network's picture, a multiple of 32; nil = what the model was made for. A network of one fixed
    /// size keeps that.
    public var imageSize: Int?
    /// Width to height of the pictures to come: the network's picture is as high as that needs.
    public var aspect = 16.0 / 9

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
