public import Media

/// Several detectors on the same frames, side by side: one model for the players, say, and one for the pitch.
public final class CombinedDetector: FrameDetector {
    public let detectors: [any FrameDetector]
    /// What the largest takes; one that takes less runs more often.
    public var batchSize: Int { detectors.map(\.batchSize).max() ?? 1 }
    public let depth: Int
    public var pictureWidth: Int? {
        let widths = Set(detectors.map(\.pictureWidth))
        return widths.count == 1 ? widths.first.flatMap { $0 } : nil
    }

    /// Objects are put together; keypoints are those of the first detector that looks for them.
    public init(_ detectors: [any FrameDetector]) {
        self.detectors = detectors
        depth = detectors.map(\.depth).max() ?? 1
    }

    public func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let tickets = try detectors.map { try $0.submit(pictures) }
        let count = pictures.count
        return PendingDetections {
            try tickets.reduce([FrameDetections](repeating: .init(), count: count)) { merged, ticket in
                zip(merged, try ticket.wait()).map { $0.merged(with: $1) }
            }
        }
    }
}
