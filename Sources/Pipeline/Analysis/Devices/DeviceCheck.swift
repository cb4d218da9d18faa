import Detection
import Engines
import Geometry
import Media
import Observations

/// A test that compares a device's detections with the processor's on ten drawn pictures.
///
/// Lower precision moves boxes slightly, so a small share may differ.
struct DeviceCheck {
    /// The number of pictures in the test.
    static let count = 10
    /// The lowest confidence of the processor's boxes that the device must find.
    private static let confidence = 0.3
    private static let leastOverlap = 0.8
    /// The share of the processor's boxes that the device must find.
    private static let leastShare = 0.9

    let aspect = 16.0 / 9

    /// Compares two detectors.
    ///
    /// Throws the candidate's own error, or an `InferenceError` with the code `engineFailed` if its detections differ.
    func compare(_ candidate: any FrameDetector, with reference: any FrameDetector) throws {
        let pictures = (0..<Self.count).map { TestPicture.draw($0) as any Picture }
        let right = try reference.detect(pictures), found = try candidate.detect(pictures)
        var boxes = 0
        var twins = 0
        for (right, found) in zip(right, found) {
            for object in right.objects where object.confidence >= Self.confidence {
                boxes += 1
                if found.objects.contains(where: { $0.box.iou(object.box) >= Self.leastOverlap }) { twins += 1 }
            }
            let finite = found.objects.allSatisfy { $0.box.x1.isFinite && $0.box.y2.isFinite && $0.confidence.isFinite }
            guard finite else { throw Self.wrong("its boxes or confidences are not finite numbers") }
        }
        guard found.count == right.count, Double(twins) >= Self.leastShare * Double(boxes) else {
            throw Self.wrong("it finds \(twins) of the \(boxes) boxes that the processor finds")
        }
    }

    private static func wrong(_ what: String) -> InferenceError {
        InferenceError(.engineFailed, "its results for \(count) test pictures are wrong: \(what)")
    }
}

/// Simple pictures of a pitch with figures, each different, for testing a device.
enum TestPicture {
    private static let width = 1280, height = 720
    /// Luma and two chroma values.
    private typealias Colour = (UInt8, UInt8, UInt8)
    private static let grass: Colour = (96, 104, 108)
    private static let line: Colour = (220, 128, 128)
    private static let skin: Colour = (150, 110, 150)
    private static let kits: [Colour] = [(190, 90, 200), (60, 190, 100), (30, 128, 128)]

    static func draw(_ number: Int) -> PictureBuffer {
        var canvas = Canvas(width: width, height: height, colour: grass)
        // The halfway line, a touchline, and the stripes of the mown grass.
        for stripe in stride(from: 0, to: width, by: 160) where (stripe / 160).isMultiple(of: 2) {
            canvas.fill(stripe, 0, 80, height, (grass.0 + 8, grass.1, grass.2))
        }
        canvas.fill(0, 120 + 4 * number, width, 4, line)
        canvas.fill(600 + 12 * number, 120, 5, height - 120, line)
        for figure in 0..<12 {
            // Steps that share no factor with the picture's size spread the figures over the picture.
            let x = 60 + (figure * 397 + number * 31) % (width - 120)
            let y = 160 + (figure * 211 + number * 17) % (height - 260)
            let size = 34 + (y - 160) / 12
            person(at: x, y, height: size, kits[figure % kits.count], in: &canvas)
        }
        return canvas.picture
    }

    /// Draws a head, a shirt, shorts and legs.
    private static func person(at x: Int, _ y: Int, height: Int, _ kit: Colour, in canvas: inout Canvas) {
        let width = height * 2 / 5
        canvas.fill(x + width / 3, y, width / 3, height / 6, skin)
        canvas.fill(x, y + height / 6, width, height / 3, kit)
        canvas.fill(x + width / 6, y + height / 2, width * 2 / 3, height / 5, (200, 128, 128))
        canvas.fill(x + width / 6, y + height * 7 / 10, width / 5, height * 3 / 10, skin)
        canvas.fill(x + width * 3 / 5, y + height * 7 / 10, width / 5, height * 3 / 10, kit)
    }

    private struct Canvas {
        let width: Int
        let height: Int
        private var planes: [[UInt8]]

        init(width: Int, height: Int, colour: Colour) {
            self.width = width
            self.height = height
            let chroma = width / 2 * (height / 2)
            planes = [
                [UInt8](repeating: colour.0, count: width * height), [UInt8](repeating: colour.1, count: chroma),
                [UInt8](repeating: colour.2, count: chroma),
            ]
        }

        mutating func fill(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ colour: Colour) {
            fill(plane: 0, x, y, width, height, colour.0, self.width, self.height)
            fill(plane: 1, x / 2, y / 2, width / 2, height / 2, colour.1, self.width / 2, self.height / 2)
            fill(plane: 2, x / 2, y / 2, width / 2, height / 2, colour.2, self.width / 2, self.height / 2)
        }

        private mutating func fill(
            plane: Int, _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ value: UInt8, _ stride: Int, _ rows: Int
        ) {
            for row in max(y, 0)..<max(max(y, 0), min(y + height, rows)) {
                for column in max(x, 0)..<max(max(x, 0), min(x + width, stride)) {
                    planes[plane][row * stride + column] = value
                }
            }
        }

        var picture: PictureBuffer {
            var picture = PictureBuffer(width: width, height: height)
            (picture.y, picture.u, picture.v) = (planes[0], planes[1], planes[2])
            return picture
        }
    }
}
