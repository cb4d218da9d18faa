import Analysis
import Detection
import Observations
import Synchronization

/// The compiled models that a worker keeps: one for wide pictures and one for all others.
///
/// Requests choose the shape of their pictures, so a model for each shape would let them fill memory and disk, and spend
/// seconds on compiling. A picture is fitted into the nearer of two shapes instead, with grey bars around it.
final class WarmDetector: Sendable {
    /// The shape of the network's picture.
    enum Shape: CaseIterable, Sendable {
        /// 16:9, and what is wider: most clips.
        case wide
        /// Square: 4:3, portrait and what lies between them.
        case square

        /// The shape that pictures of a width to height ratio are fitted into. At 3:2 a wide network sees 71 % of
        /// the pixels that a square one sees, for 56 % of the work.
        init(aspect: Double) { self = aspect >= 1.5 ? .wide : .square }

        /// Width to height.
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

    /// - Parameter make: compiles the model for pictures of a width to height ratio.
    init(make: @escaping @Sendable (_ aspect: Double) throws -> any FrameDetector) {
        self.make = make
    }

    /// The detector for pictures of a width to height ratio. Blocks; compiles the model the first time that a shape is
    /// asked for. Throws an `InferenceError`.
    func detector(aspect: Double) throws -> any FrameDetector { try detector(Shape(aspect: aspect)) }

    /// The detector for pictures of a shape.
    func detector(_ shape: Shape) throws -> any FrameDetector {
        try loaded.withLock { loaded in
            if let detector = loaded[shape] { return detector }
            let detector = try make(shape.aspect)
            loaded[shape] = detector
            return detector
        }
    }
}
