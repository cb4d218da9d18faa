/// The figures of a pitch score. What can't be known is not a number.
public struct PitchSummary: Sendable {
    public var frameCount: Int
    public var labelledCount: Int
    /// Keypoints found where no label is.
    public var falseCount: Int
    /// The share of labelled keypoints that were found, however far off.
    public var recall: Double
    /// Distances from found keypoints to their labels, in pixels of a picture 1280 wide.
    public var meanDistance: Double
    public var medianDistance: Double
    public var distance95: Double
    /// The share of labelled keypoints that were found within 5, 10 and 20 of those pixels (PCK).
    public var within5: Double
    public var within10: Double
    public var within20: Double
    /// Average precision of the pitch as one object, at a similarity of 0.50; see `ObjectKeypointSimilarity`. Taken by
    /// trapezoids, as YOLO does, in which no result gets more than 0.995.
    public var oksMAP50: Double
    /// Mean over similarities 0.50, 0.55 ... 0.95.
    public var oksMAP50To95: Double
    /// How well a frame's view of the pitch puts places into metres: this program's own way.
    public var view: ReprojectionFigures
    /// How well a plain homography from the found keypoints to the template does; see `ReprojectionError`. No real pitch
    /// has the template's measures, so the labels themselves don't reach 0.
    public var plainHomography: ReprojectionFigures
    /// The mean distance of found keypoints in pixels at 1280 wide, over the picture's area.
    public var errorGrid: PictureGrid
}
