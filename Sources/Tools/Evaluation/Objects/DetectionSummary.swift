import Geometry
public import Observations

/// The figures of a detection score. What can't be known, as of a class without truth, is not a number.
public struct DetectionSummary: Sendable {
    /// The figures of one class.
    public struct ClassFigures: Sendable {
        public var objectClass: ObjectClass
        /// True objects in all frames.
        public var truthCount: Int
        public var detectionCount: Int
        /// At overlaps 0.50, 0.55 ... 0.95.
        public var averagePrecision: [Double]
        /// The recall of all detections, mean over the ten overlaps: COCO's AR.
        public var averageRecall: Double
        /// At an overlap of 0.50 and the confidence of the class's highest F1.
        public var best: OperatingPoint
        /// At an overlap of 0.50.
        public var curve: PrecisionRecallCurve

        public var map50: Double { averagePrecision[0] }
        public var map50To95: Double { meanOfNumbers(averagePrecision) }
    }

    public var frameCount: Int
    /// One for each class, in the order of the class ids.
    public var classes: [ClassFigures]
    /// Mean figures of the classes, at the one confidence where the mean F1 is highest.
    public var best: OperatingPoint
    /// The share of true objects missed at `best.confidence`, over the picture's area.
    public var missGrid: PictureGrid

    /// Means over the classes that have truth.
    public var map50: Double { meanOfNumbers(classes.map(\.map50)) }
    public var map50To95: Double { meanOfNumbers(classes.map(\.map50To95)) }
    public var averageRecall: Double { meanOfNumbers(classes.map(\.averageRecall)) }

    public subscript(objectClass: ObjectClass) -> ClassFigures { classes[objectClass.rawValue] }
}
