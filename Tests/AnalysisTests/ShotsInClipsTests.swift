import CommandTesting
import Detection
import Foundation
import Geometry
import Media
import Observations
import Results
import Synthesis
import Testing
import Tracking

@testable import Analysis

/// Cuts in whole clips, through the pipeline with a detector that sees one person who never moves.
@Suite(.serialized) struct ShotsInClipsTests {
    private struct Still: FrameDetector {
        let batchSize = 1
        let depth = 2

        func submit(_ pictures: [any Picture]) throws -> PendingDetections {
            let person = Detection(
                box: Box(x1: 50, y1: 40, x2: 70, y2: 90), objectClass: .player, confidence: 0.9)
            let found = pictures.map { _ in FrameDetections(objects: [person]) }
            return PendingDetections { found }
        }
    }

    private func analyze(_ path: String, stride: Int) async throws -> ClipResult {
        var settings = AnalysisSettings()
        settings.frameStride = stride
        return try await ClipAnalyzer(settings: settings, model: "still") { _ in Still() }
            .analyze(path: path, challengeID: "shots")
    }

    private func starts(_ result: ClipResult) -> [Int] { result.shots.dropFirst().map(\.firstFrame) }

    private static let hasFFmpeg = Command.isPresent("ffmpeg")

    /// Cuts clips together with the `ffmpeg` command.
    private func cut(_ arguments: [String]) throws {
        try Command.run("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments)
    }

    private func temporaryPath() -> String {
        FileManager.default.temporaryDirectory.appending(path: "shots-\(UUID().uuidString).mp4").path
    }

    @Test(arguments: [1, 2, 3])
    func aCutBetweenUnlikeScenesEndsAllTracks(stride: Int) async throws {
        let path = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try VideoWriter(path: path, width: 320, height: 180, frameRate: FrameRate(25))
        var index = 0
        for (seed, frames) in [(3, 13), (8, 10), (5, 17)] as [(UInt64, Int)] {
            let scene = try SyntheticClip(settings: .init(seconds: 1, seed: seed, width: 320, height: 180))
            for frame in scene.prefix(frames) {
                var picture = PictureBuffer(copying: frame.picture)
                if seed == 8 {
                    // Two drawn matches have one green and one sky: turn the second into something else altogether.
                    picture.y = picture.y.reversed().map { 255 - $0 }
                    (picture.u, picture.v) = (picture.v.reversed(), picture.u.reversed())
                }
                try writer.append(picture, time: Double(index) / 25)
                index += 1
            }
        }
        try writer.finish()
        let result = try await analyze(path, stride: stride)
        let found = starts(result)
        #expect(found.count == 2, "\(found)")
        for (start, cut) in zip(found, [13, 23]) { #expect(abs(start - cut) < stride, "\(found)") }
        // One person in every frame, another one in each shot.
        for (position, shot) in result.shots.enumerated() {
            let ids = Set(result.frames[shot.firstFrame...shot.lastFrame].flatMap { $0.objects.map(\.id) })
            #expect(ids == [position + 1])
        }
        #expect(result.frames.allSatisfy { $0.objects.count == 1 })
    }

    @Test(.enabled(if: SharedClips.arePresent), arguments: SharedClips.names, [2, 3])
    func noneOfTheRealClipsIsCut(name: String, stride: Int) async throws {
        #expect(starts(try await analyze(SharedClips.path(name), stride: stride)).isEmpty)
    }

    /// Parts of the real clips one after the other, and one faded into the next.
    @Test(.enabled(if: SharedClips.arePresent && hasFFmpeg), arguments: [2, 3])
    func cutsBetweenRealClipsAreFound(stride: Int) async throws {
        let path = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lengths = [31, 24, 40, 26, 35, 29]
        let order = [0, 1, 0, 3, 2, 4]
        var inputs: [String] = []
        var filter = ""
        for (i, (clip, length)) in zip(order, lengths).enumerated() {
            inputs += ["-ss", i == 2 ? "4" : "0.4", "-t", "3", "-i", SharedClips.path(SharedClips.names[clip])]
            filter += "[\(i):v]scale=640:360,fps=25,setsar=1,trim=end_frame=\(length),setpts=PTS-STARTPTS[p\(i)];"
        }
        filter += order.indices.map { "[p\($0)]" }.joined() + "concat=n=\(order.count):v=1:a=0[o]"
        try cut(inputs + ["-filter_complex", filter, "-map", "[o]", "-c:v", "libx264", path])
        let found = starts(try await analyze(path, stride: stride))
        let cuts = lengths.indices.dropFirst().map { lengths[..<$0].reduce(0, +) }
        #expect(found.count == cuts.count, "\(found) for \(cuts)")
        for (start, cut) in zip(found, cuts) { #expect(abs(start - cut) < stride, "\(found) for \(cuts)") }
    }

    @Test(.enabled(if: SharedClips.arePresent && hasFFmpeg))
    func aDissolveEndsTracksOnce() async throws {
        let path = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let part = "scale=640:360,fps=25,setsar=1,trim=end_frame=60,setpts=PTS-STARTPTS,format=yuv420p,settb=1/25"
        try cut(
            [0, 3].flatMap { ["-ss", "0.4", "-t", "3", "-i", SharedClips.path(SharedClips.names[$0])] } + [
                "-filter_complex",
                "[0:v]\(part)[a];[1:v]\(part)[b];[a][b]xfade=transition=fade:duration=0.64:offset=1.76[o]",
                "-map", "[o]", "-c:v", "libx264", path,
            ])
        let found = starts(try await analyze(path, stride: 2))
        #expect(found.count == 1 && abs(found[0] - 52) <= 8, "\(found)")
    }
}
