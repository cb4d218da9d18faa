/// The intersections over union from which a detection counts as right: COCO's ten, 0.50 to 0.95.
enum OverlapThresholds {
    /// Made as `numpy.linspace(0.5, 0.95, 10)` makes them, so that a tie falls the same way as in `pycocotools`.
    static let all: [Double] = {
        let step: Double = (0.95 - 0.5) / 9
        return (0..<9).map { 0.5 + Double($0) * step } + [0.95]
    }()
}
