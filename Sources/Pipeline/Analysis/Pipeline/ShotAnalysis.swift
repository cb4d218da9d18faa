import Geometry
import Observations
import Pitch
import Shots
import Tracking

/// What whole shots tell about their frames: the kind of the shot, and one camera for all its frames.
enum ShotAnalysis {
    /// Returns the shots with their kinds. Needs the frames' signatures.
    static func kinds(of shots: [ShotSpan], _ analysed: [AnalysedFrame], height: Int) -> [ShotSpan] {
        let evidence = each(of: shots, analysed).map { _, positions in
            var evidence = ShotEvidence()
            for i in positions {
                let frame = analysed[i]
                evidence.add(
                    persons: frame.objects.filter(\.objectClass.isPerson).map(\.box), height: Double(height),
                    grass: frame.signature?.grassShare ?? 1, hasView: frame.pitch != nil)
            }
            return evidence
        }
        // Where the pitch is never recognised, pictures without grass may be how this match looks: snow, a hall, greys.
        let knowsPitch = evidence.contains(where: \.showsPitch)
        return zip(shots, evidence).map { shot, evidence in
            var shot = shot
            shot.kind = evidence.kind == .other && !knowsPitch ? .main : evidence.kind
            return shot
        }
    }

    /// Replaces the views of single frames by those of each shot's camera, and drops what can't be seen in close shots.
    /// - Parameter isTimeUp: Once it holds, the remaining shots keep the views of their frames.
    static func apply(
        to analysed: inout [AnalysedFrame], shots: [ShotSpan], width: Int, height: Int, frameRate: Double,
        isTimeUp: () -> Bool
    ) {
        for (shot, positions) in each(of: shots, analysed) {
            guard shot.kind == .main else {
                for i in positions {
                    analysed[i].objects = ShotEvidence.wholePersons(analysed[i].objects, height: Double(height))
                    analysed[i].pitch = nil
                    analysed[i].keypoints = analysed[i].keypoints.map { _ in .absent }
                }
                continue
            }
            guard !isTimeUp(),
                let camera = ShotCamera(
                    positions.map { i in
                        let motion = i > positions.lowerBound ? motion(from: analysed[i - 1], to: analysed[i]) : nil
                        return .init(
                            index: analysed[i].index, keypoints: analysed[i].found, view: analysed[i].pitch,
                            motion: motion)
                    }, width: width, height: height, frameRate: frameRate)
            else { continue }
            for i in positions {
                analysed[i].pitch = camera.camera(at: analysed[i].index).flatMap {
                    PitchView(camera: $0.camera, confidence: $0.confidence, keypoints: analysed[i].found)
                }
                analysed[i].keypoints = analysed[i].pitch?.keypoints ?? analysed[i].found.map { _ in .absent }
            }
        }
    }

    /// How the picture moved between two frames, by the persons in it; `nil` if they don't tell.
    private static func motion(from: AnalysedFrame, to: AnalysedFrame) -> Homography? {
        func boxes(_ frame: AnalysedFrame) -> [Box] { frame.objects.filter(\.objectClass.isPerson).map(\.box) }
        let motion = CameraMotionEstimator().motion(from: boxes(from), to: boxes(to), frames: to.index - from.index)
        guard motion != .none else { return nil }
        let (a, b, shift) = (motion.a, motion.b, motion.translation)
        return Homography(elements: [a, -b, shift.x, b, a, shift.y, 0, 0, 1])
    }

    /// Each shot, and the positions of its analysed frames.
    private static func each(of shots: [ShotSpan], _ analysed: [AnalysedFrame]) -> [(ShotSpan, Range<Int>)] {
        var start = 0
        return shots.map { shot in
            let end = analysed[start...].firstIndex { $0.index > shot.lastFrame } ?? analysed.endIndex
            defer { start = end }
            return (shot, start..<end)
        }
    }
}
