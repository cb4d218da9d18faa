public import Media

/// Runs several detectors on the same frames: for example, one model for the players and one for the pitch.
public final class CombinedDetector: FrameDetector {
    /// The detectors, in the order of their objects in the result.
    public let detectors: [any FrameDetector]
    /// The largest of the detectors' batches. A detector with a smaller one runs more often.
    public var batchSize: Int { detectors.map(\.batchSize).max() ?? 1 }
    public let depth: Int
    public var pictureWidth: Int? {
        let widths = Set(detectors.map(\.pictureWidth))
        return widths.count == 1 ? widths.first.flatMap { $0 } : nil
    }

    /// Combines detectors. Results hold the objects of all, and the keypoints of the first detector that looks for them.
    public init(_ detectors: [any FrameDetector]) {
        self.detectors = detectors
        depth = detectors.map(\.depth).max() ?? 1
    }

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
