import Evaluation
import Foundation
import Geometry
import Observations
import Testing

@testable import Labelling

struct FrameLabelsTests {
    @Test func whatThePageSendsIsWhatItGets() throws {
        let data = try JSONEncoder().encode(FrameLabels.sample)
        #expect(try JSONDecoder().decode(FrameLabels.self, from: data) == .sample)
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains("\"class_id\":3") && text.contains("\"bbox\":[10,20,30,80]"))
        #expect(text.contains("[160,40,1]") && text.contains("[0,0,0]"))
    }

    @Test func theFilesSayTheSame() throws {
        let texts = FrameLabels.sample.texts(width: 320, height: 180)
        let read = FrameLabels(
            players: try YOLOLabel(bytes: Array(texts.players.utf8), source: ""),
            pitch: try YOLOLabel(bytes: Array(texts.pitch.utf8), source: ""), width: 320, height: 180)
        #expect(read.objects.map(\.objectClass) == [.referee, .ball])
        #expect(read.vertices.map { $0?.isHidden } == FrameLabels.sample.vertices.map { $0?.isHidden })
        for (a, b) in zip(read.objects, FrameLabels.sample.objects) { #expect(a.box.iou(b.box) > 0.999) }
        for (a, b) in zip(read.keypoints, FrameLabels.sample.keypoints) {
            #expect(a.point.distance(to: b.point) < 1e-3)
        }
    }

    @Test func withoutAKeypointThereIsNoPitch() {
        let texts = FrameLabels.empty.texts(width: 320, height: 180)
        #expect(texts == FrameLabels.Texts(players: "", pitch: ""))
    }

    @Test func boxesAreCutAtTheEdge() throws {
        var labels = FrameLabels.empty
        labels.objects = [.init(objectClass: .player, box: Box(x1: -20, y1: 100, x2: 30, y2: 500))]
        #expect(try labels.checked(width: 320, height: 180).objects[0].box == Box(x1: 0, y1: 100, x2: 30, y2: 180))
    }

    @Test(arguments: [
        Box(x1: 10, y1: 10, x2: 10.5, y2: 40), Box(x1: 330, y1: 10, x2: 400, y2: 40),
        Box(x1: 40, y1: 10, x2: 10, y2: 40),
        Box(x1: .nan, y1: 10, x2: 20, y2: 40),
    ])
    func boxesWithoutAnInsideAreRefused(box: Box) {
        var labels = FrameLabels.empty
        labels.objects = [.init(objectClass: .player, box: box)]
        let error = #expect(throws: LabellingError.self) { try labels.checked(width: 320, height: 180) }
        #expect(error?.code == .invalidLabels)
        #expect(labels.clipped(width: 320, height: 180).objects.isEmpty)
    }

    @Test func keypointsOutsideAreRefused() {
        var labels = FrameLabels.empty
        labels.vertices[7] = .init(point: Point(321, 10), isHidden: false)
        let error = #expect(throws: LabellingError.self) { try labels.checked(width: 320, height: 180) }
        #expect(error?.message.contains("Keypoint 8") == true)
        #expect(labels.clipped(width: 320, height: 180) == .empty)
        labels.vertices = []
        #expect(throws: LabellingError.self) { try labels.checked(width: 320, height: 180) }
    }
}
