import Evaluation
import Geometry
import Observations
import Pitch
import Testing

/// Real labels, where they are present.
struct SharedLabelsTests {
    /// The labels of `players/valid`, moved by a rule, beside themselves; the figures are those of `pycocotools` 2.0.11 on
    /// the same boxes. The shifts are such that no overlap is a threshold, where rounding would decide.
    @Test(.enabled(if: SharedData.path("players/valid") != nil))
    func movedLabelsGetTheFiguresOfPycocotools() throws {
        let folder = try LabelledFolder(path: #require(SharedData.path("players/valid")))
        var score = DetectionScore()
        var number = 0
        for item in folder.items {
            let truth = try item.label().objects(width: 1280, height: 720)
            var found: [Detection] = []
            for object in truth {
                number += 1
                if number % 11 == 0 { continue }
                var moved = object
                let across = Double(number * 37 % 21 - 10) / 41 * object.box.width
                let down = Double(number * 53 % 13 - 6) / 59 * object.box.height
                moved.box = object.box.moved(across: across, down: down)
                if number % 17 == 0 { moved.objectClass = .player }
                moved.confidence = Double(number * 29 % 101) / 101
                found.append(moved)
                guard number % 7 == 0 else { continue }
                moved.box = moved.box.moved(across: object.box.width / 5, down: 0)
                moved.confidence = Double(number * 31 % 101) / 101
                found.append(moved)
            }
            score.add(frame: EvaluatedFrame(name: item.name, width: 1280, height: 720), found: found, truth: truth)
        }
        let summary = score.summary
        #expect(number == 1107)
        #expect(agree(summary.map50, 0.8344983493418289))
        #expect(agree(summary.map50To95, 0.32066115905903775))
        #expect(agree(summary.averageRecall, 0.4338288131016889))
        for (figures, map50) in zip(summary.classes, [0.82635451, 0.86363959, 0.83610916, 0.81189014]) {
            #expect(agree(figures.map50, map50))
        }
    }

    /// Labels beside themselves are all found; on the pitch they are as good as labels made by hand get.
    @Test(.enabled(if: SharedData.path("pitch/valid") != nil))
    func pitchLabelsFindThemselves() throws {
        let folder = try LabelledFolder(path: #require(SharedData.path("pitch/valid")))
        var score = PitchScore()
        for item in folder.items {
            let truth = try #require(try item.label().pitch(width: 1280, height: 720))
            score.add(
                frame: EvaluatedFrame(name: item.name, width: 1280, height: 720), found: truth.keypoints, truth: truth)
        }
        let summary = score.summary
        #expect(summary.frameCount == 34)
        #expect(summary.recall == 1)
        #expect(summary.falseCount == 0)
        #expect(summary.distance95 == 0)
        #expect(summary.oksMAP50 > 0.99)
        #expect(summary.view.usable > 0.9)
        #expect(summary.view.median < 0.6)
        #expect(summary.plainHomography.usable > 0.9)
    }
}

extension Box {
    fileprivate func moved(across: Double, down: Double) -> Box {
        Box(x1: x1 + across, y1: y1 + down, x2: x2 + across, y2: y2 + down)
    }
}
