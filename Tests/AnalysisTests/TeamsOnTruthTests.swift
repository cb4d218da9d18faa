import Foundation
import Geometry
import Observations
import Results
import Synthesis
import Testing
import Tracking

@testable import Analysis

/// Teams through the whole pipeline, on synthetic clips whose truth is exact.
@Suite(.serialized) struct TeamsOnTruthTests {
    private struct Score {
        /// Tracks of players and goalkeepers, and those of them whose team is the true one.
        var all = 0
        var right = 0
        /// Those whose team is right if the teams' numbers are taken for the other's.
        var swapped = 0
    }

    private func score(seed: UInt64, randomisation: DomainRandomisation, seesPitch: [Bool]) async throws -> [Score] {
        let path = FileManager.default.temporaryDirectory.appending(path: "teams-\(UUID().uuidString).mp4").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let truth = try SyntheticClip(
            settings: .init(seconds: 0.6, seed: seed, width: 960, height: 540, randomisation: randomisation)
        ).write(clip: path)
        var scores: [Score] = []
        for seesPitch in seesPitch {
            scores.append(try await score(clip: path, truth: truth, seesPitch: seesPitch))
        }
        return scores
    }

    private func score(clip path: String, truth: ClipTruth, seesPitch: Bool) async throws -> Score {
        var detector = TruthDetector(truth, batchSize: 2)
        detector.seesPitch = seesPitch
        let result = try await ClipAnalyzer(settings: AnalysisSettings(), model: "truth") { [detector] _ in detector }
            .analyze(path: path, challengeID: "teams")
        #expect(result.shots.count == 1)

        var votes: [Int: [Int: Int]] = [:]
        var found: [Int: Int] = [:]
        var real: [Int: Int] = [:]
        for (frame, drawn) in zip(result.frames, truth.frames) {
            for object in drawn.objects { real[object.id] = object.team }
            for object in frame.objects {
                guard object.detection.objectClass.isPerson else {
                    #expect(object.team == nil)
                    continue
                }
                found[object.id] = object.team
                let best = drawn.objects.max { $0.box.iou(object.detection.box) < $1.box.iou(object.detection.box) }
                if let best, best.box.iou(object.detection.box) > 0.5 {
                    votes[object.id, default: [:]][best.id, default: 0] += 1
                }
            }
        }
        var score = Score()
        for (id, votes) in votes {
            guard let best = votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
            guard let team = real[best] else {
                #expect(found[id] == nil, "a referee has a team")
                continue
            }
            score.all += 1
            if let found = found[id] {
                if found == team { score.right += 1 } else { score.swapped += 1 }
            }
        }
        return score
    }

    @Test func nearlyAllTracksHaveTheirTeam() async throws {
        let usual = try await score(seed: 2, randomisation: .broadcast, seesPitch: [true, false])
        let wide = try await score(seed: 39, randomisation: .wide, seesPitch: [true])
        let (right, all) = (usual[0].right + wide[0].right, usual[0].all + wide[0].all)
        #expect(all > 25)
        #expect(Double(right) >= 0.97 * Double(all), "\(right) of \(all)")
        // Without a pitch the number of a team says nothing.
        let unplaced = usual[1]
        #expect(Double(max(unplaced.right, unplaced.swapped)) >= 0.95 * Double(unplaced.all), "\(unplaced)")
    }
}
