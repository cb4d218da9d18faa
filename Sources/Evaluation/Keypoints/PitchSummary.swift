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
    /// Average precision of the pitch as one object, at a similarity of 0.50; see `ObjectKeypointSimilarity`.
    public var oksMAP50: Double
    /// Mean over similarities 0.50, 0.55 ... 0.95.
    public var oksMAP50To95: Double
    /// Mean and median over the frames that have a homography of the mean distance, in metres on the pitch, between
    /// where a labelled keypoint lands and its vertex.
    public var meanReprojectionError: Double
    public var medianReprojectionError: Double
    /// The share of the frames with a labelled pitch where at least 4 keypoints were found and that distance is under
    /// 1 m.
    public var usableHomography: Double
    /// The mean distance of found keypoints in pixels at 1280 wide, over the picture's area.
    public var errorGrid: PictureGrid
}
