public import Media

/// A detector that runs several others on the same frames, for example one model for the players and one for the pitch.
public final class CombinedDetector: FrameDetector {
    /// The detectors, in the order in which the result lists their objects.
    public let detectors: [any FrameDetector]
    /// The largest batch among the detectors, in pictures. A detector with a smaller batch runs more often.
    public var batchSize: Int { detectors.map(\.batchSize).max() ?? 1 }
    /// The largest depth among the detectors.
    public let depth: Int
    /// The width of the network's picture in pixels, if all detectors agree on it; otherwise `nil`.
    public var pictureWidth: Int? {
        let widths = Set(detectors.map(\.pictureWidth))
        return widths.count == 1 ? widths.first.flatMap { $0 } : nil
    }

    /// Combines detectors.
    ///
    /// A result holds the objects of all detectors and the keypoints of the first detector that reports any.
    public init(_ detectors: [any FrameDetector]) {
        self.detectors = detectors
        depth = detectors.map(\.depth).max() ?? 1
    }

    /// Submits the pictures to every detector.
    ///
    /// Throws the first error of a detector.
    public func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let submitted = try detectors.map { try $0.submit(pictures) }
        let count = pictures.count
        return PendingDetections {
            try submitted.reduce([FrameDetections](repeating: .init(), count: count)) { merged, pending in
                zip(merged, try pending.wait()).map { $0.merged(with: $1) }
            }
        }
    }
}
