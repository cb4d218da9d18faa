import Geometry
import Observations
import Testing

@testable import Evaluation

struct LabelReaderTests {
    private func label(_ text: String) throws -> YOLOLabel {
        try YOLOLabel(bytes: Array(text.utf8), source: "label.txt")
    }

    @Test func boxesAreInPixelsOfThePicture() throws {
        let label = try label("2 0.5 0.5 0.1 0.2\r\n0 0.25 0.25 0.02 0.02 0.75\n\n")
        let objects = label.objects(width: 1000, height: 500)
        #expect(objects.map(\.objectClass) == [.player, .ball])
        #expect(objects.map(\.confidence) == [1, 0.75])
        #expect(agree(objects[0].box.x1, 450) && agree(objects[0].box.y2, 300))
        #expect(label.pitch(width: 1000, height: 500) == nil)
    }

    @Test func keypointsAreReadByTheirVisibility() throws {
        let points = (0..<32).map { $0 == 3 ? "0.5 0.25 2" : "0.1 0.1 0" }.joined(separator: " ")
        let label = try label("0 0.5 0.5 1 0.5 \(points)")
        let pitch = try #require(label.pitch(width: 1000, height: 500))
        #expect(pitch.keypoints.count == 32)
        #expect(pitch.keypoints.filter(\.isPresent).map(\.point) == [Point(x: 500, y: 125)])
        #expect(pitch.box == Box(x1: 0, y1: 125, x2: 1000, y2: 375))
        #expect(label.objects(width: 1000, height: 500).isEmpty)
    }

    @Test(arguments: ["2 0.5 0.5 0.1", "2 0.5 0.5 0.1 x", "1.5 0.5 0.5 0.1 0.1", "2 0.5 0.5 -0.1 0.1", "2 0.5 nan 0 0"])
    func aWrongLineIsNamed(line: String) {
        let error = #expect(throws: EvaluationError.self) { try label("0 0.5 0.5 0.1 0.1\n" + line) }
        #expect(error?.code == .malformed)
        #expect(error?.line == 2)
        #expect(error?.description.hasPrefix("label.txt, line 2: ") == true)
    }

    @Test func whatIsWrittenIsRead() throws {
        var keypoints = [Keypoint](repeating: .absent, count: 32)
        keypoints[4] = Keypoint(point: Point(x: 0.25, y: 0.123456), confidence: 1)
        keypoints[31] = Keypoint(point: Point(x: 1, y: 0), confidence: 1)
        let box = Box(x1: 0.25, y1: 0, x2: 1, y2: 0.5)
        let pitch = YOLOLabel(rows: [.init(classID: 0, box: box, keypoints: keypoints, hidden: [31])])
        #expect(try label(pitch.text) == pitch)
        #expect(pitch.text.split(separator: " ").count == 5 + 3 * 32)
        #expect(pitch.text.hasSuffix(" 1.000000 0.000000 1\n"))
        let objects = YOLOLabel(rows: [.init(classID: 3, box: box), .init(classID: 0, box: box)])
        #expect(objects.text == "3 0.625000 0.250000 0.750000 0.500000\n0 0.625000 0.250000 0.750000 0.500000\n")
        #expect(try label(objects.text) == objects)
        #expect(YOLOLabel(rows: []).text.isEmpty)
    }

    @Test func aRowThatStandsTwiceIsReadOnce() throws {
        let label = try label("2 0.5 0.5 0.1 0.2\n2 0.50 0.5 0.1 0.2\n2 0.5 0.5 0.1 0.21\n2 0.5 0.5 0.1 0.2\n")
        #expect(label.rows.count == 2 && label.duplicateCount == 2)
        #expect(label.objects(width: 100, height: 100).count == 2)
        // The same box of another class, and with a confidence, are other rows.
        #expect(try self.label("2 0.5 0.5 0.1 0.2\n1 0.5 0.5 0.1 0.2\n").duplicateCount == 0)
        #expect(try self.label("2 0.5 0.5 0.1 0.2\n2 0.5 0.5 0.1 0.2 0.9\n").duplicateCount == 0)
    }

    @Test func aFolderInWhichNothingIsLabelledIsRefused() throws {
        var objects = DetectionScore()
        objects.add(frame: .hd, found: [player(0)], truth: [])
        #expect(throws: EvaluationError.self) { try objects.requireTruth(in: "labels") }
        objects.add(frame: .hd, found: [], truth: [player(0)])
        try objects.requireTruth(in: "labels")
        var pitch = PitchScore()
        #expect(throws: EvaluationError.self) { try pitch.requireTruth(in: "labels") }
        let keypoints = [Keypoint(point: Point(1, 2), confidence: 1)]
        pitch.add(frame: .hd, found: [], view: nil, truth: PitchTruth(keypoints: keypoints))
        try pitch.requireTruth(in: "labels")
    }

    @Test func boxesInPixelsAreRefused() {
        let error = #expect(throws: EvaluationError.self) { try label("2 640 360 20 45\n") }
        #expect(error?.message.contains("not in pixels") == true)
    }

    @Test func aFolderPairsPicturesWithLabels() throws {
        let folder = try ScratchFolder()
        for image in ["b.jpg", "a.PNG", "notes.txt"] { _ = try folder.write("", to: "images/\(image)") }
        _ = try folder.write("2 0.5 0.5 0.1 0.1\n", to: "labels/b.txt")
        let items = try LabelledFolder(path: folder.path).items
        #expect(items.map(\.name) == ["a", "b"])
        #expect(items[0].labelPath == nil)
        #expect(try items[0].label().rows.isEmpty)
        #expect(try items[1].label().rows.count == 1)
    }

    @Test func aFolderWithoutLabelsIsRefused() throws {
        let folder = try ScratchFolder()
        _ = try folder.write("", to: "images/a.jpg")
        let error = #expect(throws: EvaluationError.self) { try LabelledFolder(path: folder.path) }
        #expect(error?.code == .notFound)
        #expect(error?.source == folder.path + "/labels")
        _ = try folder.write("", to: "labels/of-another-picture.txt")
        let other = #expect(throws: EvaluationError.self) { try LabelledFolder(path: folder.path) }
        #expect(other?.source == folder.path + "/labels")
        #expect(other?.message.contains("None of the pictures") == true)
    }

    @Test(arguments: [
        "0", "-1", "3.25", "-0.5", "0.00694419", "1418.85009765625", "12345678901234567890.5", "1e-3", "+2",
    ])
    func numbersAreReadAsTheyAre(text: String) {
        #expect(DecimalNumber.parse(Array(text.utf8)[...]) == Double(text))
    }

    @Test(arguments: ["", "-", ".", "1.2.3", "nan", "inf", "1,5", "0x"]) func whatIsNoNumberIsRefused(text: String) {
        #expect(DecimalNumber.parse(Array(text.utf8)[...]) == nil)
    }
}
