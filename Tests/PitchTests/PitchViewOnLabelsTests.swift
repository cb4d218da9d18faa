import Geometry
import Pitch
import Testing

@Suite(.enabled(if: LabelledFrames.arePresent, "the shared data is not here"))
struct PitchViewOnLabelsTests {
    @Test func labelsReprojectWithASmallError() throws {
        var errors: [Double] = []
        var labelled = 0
        var frames = 0
        let all = try LabelledFrames.keypoints().filter { $0.count(where: \.isPresent) >= 4 }
        for keypoints in all {
            guard let view = PitchView.estimate(keypoints: keypoints, width: 1280, height: 720) else { continue }
            frames += 1
            labelled += keypoints.count(where: \.isPresent)
            for i in view.inliers {
                let p = try #require(view.ground.toImage.apply(view.ground.plan.vertices[i]))
                errors.append(p.distance(to: keypoints[i].point))
            }
        }
        errors.sort()
        let mean = errors.reduce(0, +) / Double(errors.count)
        print(
            "views \(frames)/\(all.count), kept \(Double(errors.count) / Double(labelled)), mean \(mean) px, "
                + "median \(errors[errors.count / 2]) px")
        #expect(frames == all.count)
        #expect(mean < 2.5)
        #expect(Double(errors.count) / Double(labelled) > 0.96)
    }

    /// Each labelled point is left out once; where it is filled in, it has to be where the label says.
    @Test func verticesLeftOutAreFilledInWhereTheyAre() throws {
        var errors: [Double] = []
        var leftOut = 0
        for keypoints in try LabelledFrames.keypoints() {
            for i in keypoints.indices where keypoints[i].isPresent {
                var reduced = keypoints
                reduced[i] = .absent
                guard let view = PitchView.estimate(keypoints: reduced, width: 1280, height: 720) else { continue }
                leftOut += 1
                if view.keypoints[i].isPresent {
                    errors.append(view.keypoints[i].point.distance(to: keypoints[i].point))
                }
            }
        }
        errors.sort()
        print(
            "filled \(errors.count) of \(leftOut), mean \(errors.reduce(0, +) / Double(errors.count)) px, "
                + "median \(errors[errors.count / 2]) px, p95 \(errors[errors.count * 95 / 100]) px")
        #expect(errors.count > leftOut * 6 / 10)
        #expect(errors[errors.count / 2] < 4)
        #expect(errors[errors.count * 95 / 100] < 14)
    }
}
