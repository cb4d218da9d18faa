public import Geometry
public import Observations

/// What the analysed frames of a shot say about its kind.
public struct ShotEvidence {
    /// The share of frames with a known view of the pitch that only the main camera reaches.
    private static let leastViews = 0.2
    /// Without a view: the share of the picture that is grass.
    private static let leastGrass = 0.3
    /// The height of the tallest person in a close shot, as a share of the picture's.
    private static let closeHeight = 0.35
    /// Outside the main camera's shots, smaller boxes are parts of persons, or strangers in the crowd.
    private static let leastCloseHeight = 0.2

    private var count = 0
    private var tallest: [Double] = []
    private var grass: [Double] = []
    private var views = 0

    public init() {}

    /// Adds a frame.
    /// - Parameters:
    ///   - persons: The boxes of the persons in it, in pixels.
    ///   - height: The picture's height in pixels.
    ///   - grass: The share of the picture that has the colour of grass, 0 to 1.
    ///   - hasView: Whether enough of the pitch is seen to know where the camera looks.
    public mutating func add(persons: [Box], height: Double, grass: Double, hasView: Bool) {
        count += 1
        if let most = persons.map(\.height).max() { tallest.append(most / height) }
        self.grass.append(grass)
        if hasView { views += 1 }
    }

    /// Whether enough frames have a known view of the pitch.
    public var showsPitch: Bool { count > 0 && Double(views) >= Self.leastViews * Double(count) }

    /// The kind of the shot; `main` if no frame was added.
    public var kind: ShotSpan.Kind {
        if count == 0 || showsPitch { return .main }
        if Self.median(tallest) >= Self.closeHeight { return .close }
        return Self.median(grass) >= Self.leastGrass ? .main : .other
    }

    /// Returns the detections that can be whole persons in a shot that is not the main camera's: large ones, and none inside
    /// another. A close shot of a face otherwise has a box for each letter on the shirt.
    public static func wholePersons(_ detections: [Detection], height: Double) -> [Detection] {
        let persons = detections.filter {
            $0.objectClass.isPerson && $0.box.height >= leastCloseHeight * height
        }
        return persons.filter { inner in
            !persons.contains { outer in
                outer.box.area > inner.box.area && inner.box.intersection(outer.box) > 0.7 * inner.box.area
            }
        }
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}
