import Foundation
import Geometry
import Synthesis
import Testing
import Tracking

@testable import Analysis

/// Teams through the whole pipeline, on synthetic clips whose truth is exact.
@Suite(.serialized) struct TeamsOnTruthTests {
    /// How many tracks of players and goalkeepers there are, and how many have their true team.
    private func score(seed: UInt64, randomisation: DomainRandomisation, seesPitch: Bool = true) async throws -> (
        right: Int, all: Int
    ) {
        let path = FileManager.default.temporaryDirectory.appending(path: "teams-\(UUID().uuidString).mp4").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let truth = try SyntheticClip(
            settings: .init(seconds: 1.6, seed: seed, width: 960, height: 540, randomisation: randomisation)
        ).write(clip: path)
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
        // Without a pitch the number of a team says nothing.
        var right = [0, 0]
        var all = 0
        for (id, votes) in votes {
            guard let best = votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
            guard let team = real[best] else {
                #expect(found[id] == nil, "a referee has a team")
                continue
            }
            all += 1
            if let found = found[id] { right[found == team ? 0 : 1] += 1 }
        }
        return (seesPitch ? right[0] : max(right[0], right[1]), all)
    }

    @Test func nearlyAllTracksHaveTheirTeam() async throws {
        var (right, all) = (0, 0)
        for seed in [2, 4, 9] as [UInt64] {
            let usual = try await score(seed: seed, randomisation: .broadcast)
            let wide = try await score(seed: seed + 30, randomisation: .wide)
            right += usual.right + wide.right
            all += usual.all + wide.all
        }
        #expect(all > 60)
        #expect(Double(right) >= 0.97 * Double(all), "\(right) of \(all)")
    }

    @Test func theyDoWithoutAPitch() async throws {
        let (right, all) = try await score(seed: 5, randomisation: .broadcast, seesPitch: false)
        #expect(Double(right) >= 0.95 * Double(all), "\(right) of \(all)")
    }
}
