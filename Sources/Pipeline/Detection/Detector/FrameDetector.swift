import Geometry
public import Media
public import Observations

/// Finds what frames show, several at a time.
public protocol FrameDetector: Sendable {
    /// Pictures per run: how many to give to `submit` at once.
    var batchSize: Int { get }
    /// How many submissions of `batchSize` pictures keep the machine busy.
    var depth: Int { get }
    /// The width of the picture that the network sees, in pixels; nil where there is no network, or more than one size.
    var pictureWidth: Int? { get }

    /// Writes the pictures into the network's input, starts the network, and returns. The caller may then release the
    /// pictures; what a GPU still reads is kept.
    ///
    /// Blocks while too many requests are in flight. Throws an `InferenceError` if the engine fails.
    func submit(_ pictures: [any Picture]) throws -> PendingDetections
}

extension FrameDetector {
    public var pictureWidth: Int? { nil }

    /// Returns what the pictures show. Blocks until all of them are done.
    public func detect(_ pictures: [any Picture]) throws -> [FrameDetections] {
        try submit(pictures).wait()
    }
}

/// Detections that are still being computed. Dropping them is harmless.
public struct PendingDetections: Sendable {
    private let collect: @Sendable () throws -> [FrameDetections]

    /// - Parameter collect: blocks until the detections are there and returns them. It may be called more than once.
    public init(_ collect: @escaping @Sendable () throws -> [FrameDetections]) {
        self.collect = collect
    }

    /// Blocks until the detections are there and returns them: one value per picture, in the order of submission. May be
    /// called again.
    public func wait() throws -> [FrameDetections] { try collect() }
}

/// What was found in one frame.
public struct FrameDetections: Hashable, Sendable {
    /// Boxes in pixels of the source frame, inside the frame; each model's most confident first.
    public var objects: [Detection]
    /// The pitch's vertices in their order, source pixels: 32, or none where the model doesn't look for the pitch.
    public var keypoints: [Keypoint]

    /// Makes findings of their parts.
    public init(objects: [Detection] = [], keypoints: [Keypoint] = []) {
        self.objects = objects
        self.keypoints = keypoints
    }

    /// The number of the pitch's vertices.
    public static let keypointCount = 32

    /// Both findings about the same frame: all objects, and the keypoints of whichever has them.
    public func merged(with other: FrameDetections) -> FrameDetections {
        FrameDetections(
            objects: objects + other.objects, keypoints: keypoints.isEmpty ? other.keypoints : keypoints)
    }
}
