import Analysis
import Detection
import Observations
import Synchronization

/// The compiled models that a worker keeps: one for wide pictures and one for all others.
///
/// Clients choose the shapes of their pictures. With a model per shape, they could fill memory and disk and cause
/// seconds of compilation. Each picture is therefore letterboxed into the nearer of two shapes.
final class WarmDetector: Sendable {
    /// The shape of the network's input.
    enum Shape: CaseIterable, Sendable {
        /// 16:9, for this and wider pictures: most clips.
        case wide
        /// Square, for 4:3, portrait and everything between.
        case square

        /// Returns the shape for pictures with a ratio of width to height. At 3:2, a wide network gets 71 % of the
        /// pixels of a square one, at 56 % of the work.
        init(aspect: Double) { self = aspect >= 1.5 ? .wide : .square }

        /// The ratio of width to height.
        var aspect: Double {
            switch self {
            case .wide: 16.0 / 9
            case .square: 1
            }
        }
    }

    private let make: @Sendable (_ aspect: Double) throws -> any FrameDetector
    private let loaded = Mutex<[Shape: any FrameDetector]>([:])

    convenience init(_ maker: DetectorFactory) {
        self.init { try maker.detector(aspect: $0) }
    }

    /// Creates the cache of detectors.
    ///
    /// - Parameter make: Compiles the model for a ratio of width to height.
    init(make: @escaping @Sendable (_ aspect: Double) throws -> any FrameDetector) {
        self.make = make
    }

    /// Returns the detector for pictures with a ratio of width to height. Compiles the model when a shape is first
    /// requested. Blocks. Throws an `InferenceError`.
    func detector(aspect: Double) throws -> any FrameDetector { try detector(Shape(aspect: aspect)) }

    /// Returns the detector for a shape. Blocks like `detector(aspect:)`.
    func detector(_ shape: Shape) throws -> any FrameDetector {
        try loaded.withLock { loaded in
            if let detector = loaded[shape] { return detector }
            let detector = try make(shape.aspect)
            loaded[shape] = detector
            return detector
        }
    }
}
