import Geometry
public import Media
public import Observations

/// A detector of objects and keypoints in frames, which takes several frames at once.
public protocol FrameDetector: Sendable {
    /// The number of pictures to pass to `submit` at once.
    var batchSize: Int { get }
    /// The number of submissions of `batchSize` pictures that keep the machine busy.
    var depth: Int { get }
    /// The width of the network's picture in pixels; `nil` if there is no network or if there are networks of several
    /// sizes.
    var pictureWidth: Int? { get }

    /// Writes the pictures into the network's input and starts the network.
    ///
    /// The caller may release the pictures after the call; the detector keeps those that a GPU still reads.
    ///
    /// Blocks while too many requests are in flight. Throws an `InferenceError` if the engine fails.
    func submit(_ pictures: [any Picture]) throws -> PendingDetections
}

extension FrameDetector {
    /// The default: no single network, so no width.
    public var pictureWidth: Int? { nil }

    /// Returns the detections in the pictures, one value for each picture. Blocks until all are done.
    public func detect(_ pictures: [any Picture]) throws -> [FrameDetections] {
        try submit(pictures).wait()
    }
}

/// Detections that are still being computed. Discarding them is harmless.
public struct PendingDetections: Sendable {
    private let collect: @Sendable () throws -> [FrameDetections]

    /// Makes pending detections from a closure that waits for them.
    ///
    /// - Parameter collect: blocks until the detections are ready and returns them. It may be called more than once.
    public init(_ collect: @escaping @Sendable () throws -> [FrameDetections]) {
        self.collect = collect
    }

    /// Blocks until the detections are ready and returns them: one value for each picture, in the order of submission.
    ///
    /// May be called again. Throws an `InferenceError` if the engine fails.
    public func wait() throws -> [FrameDetections] { try collect() }
}

/// The objects and keypoints that a detector found in one frame.
public struct FrameDetections: Hashable, Sendable {
    /// The objects. Boxes are in pixels of the source frame and lie inside the frame; each model's objects are in
    /// descending order of confidence.
    public var objects: [Detection]
    /// The pitch's keypoints in vertex order, in source pixels: 32, or none if the model doesn't look for the pitch.
    public var keypoints: [Keypoint]

    /// Makes the detections of one frame.
    public init(objects: [Detection] = [], keypoints: [Keypoint] = []) {
        self.objects = objects
        self.keypoints = keypoints
    }

    /// The number of keypoints of the pitch.
    public static let keypointCount = 32

    /// Returns all objects of both values, and the keypoints of this value, or of `other` if this one has none.
    public func merged(with other: FrameDetections) -> FrameDetections {
        FrameDetections(
            objects: objects + other.objects, keypoints: keypoints.isEmpty ? other.keypoints : keypoints)
    }
}
