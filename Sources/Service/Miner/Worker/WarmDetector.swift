import Analysis
import Detection
import Observations
import Synchronization

/// The one model that a worker keeps loaded.
final class WarmDetector: Sendable {
    private let maker: DetectorFactory
    private let loaded = Mutex<(aspect: Double, detector: any FrameDetector)?>(nil)

    init(_ maker: DetectorFactory) { self.maker = maker }

    /// The detector for pictures of that width to height ratio: the loaded one where it fits, else it takes its place.
    /// Throws an `InferenceError`.
    func detector(aspect: Double) throws -> any FrameDetector {
        // A quarter of a per cent is less than the network's grid can tell.
        let aspect = (aspect * 200).rounded() / 200
        return try loaded.withLock { loaded in
            if let loaded, loaded.aspect == aspect { return loaded.detector }
            // The old one goes first, so that there never are two.
            loaded = nil
            let detector = try maker.detector(aspect: aspect)
            loaded = (aspect, detector)
            return detector
        }
    }
}
