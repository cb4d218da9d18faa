import CommandTesting
import Foundation
import Media

/// A clip of four seconds in every container that is read; made once, with the `ffmpeg` command.
enum TestClip: String, CaseIterable, Sendable {
    case indexFirst, indexLast, fragmented, matroska, webm

    static let canBeMade = Command.isPresent("ffmpeg")

    private static let made = Result { try Made() }

    private struct Made: Sendable {
        let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            let source = [
                "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=480x270:rate=25", "-vf", "noise=alls=20",
                "-frames:v", "100", "-threads", "1",
            ]
            let h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "2500k", "-g", "25", "-pix_fmt", "yuv420p"]
            try Command.run("ffmpeg", source + h264 + [folder.path("indexLast")].flatMap { ["-f", "mp4", $0] })
            let again = ["-v", "error", "-y", "-i", folder.path("indexLast"), "-c", "copy"]
            let copies: [(TestClip, [String])] = [
                (.indexFirst, ["-movflags", "+faststart", "-f", "mp4"]),
                (.fragmented, ["-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-f", "mp4"]),
                (.matroska, ["-f", "matroska"]),
            ]
            for (clip, options) in copies {
                try Command.run("ffmpeg", again + options + [folder.path(clip.rawValue)])
            }
            let vp8 = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2500k", "-g", "25"]
            try Command.run("ffmpeg", source + vp8 + ["-f", "webm", folder.path("webm")])
        }
    }

    func path() throws -> String { try Self.made.get().folder.path(rawValue) }

    func bytes() throws -> [UInt8] { try Self.made.get().folder.bytes(of: rawValue) }

    /// The frames that a reader of the file itself gives, as `sums(of:)` has them.
    func sums() throws -> [Int] { try Self.sums(of: VideoReader(path: path())) }

    /// Of every frame some of the luma, mixed up: enough to tell frames apart, and little to keep.
    static func sums(of reader: VideoReader) throws -> [Int] {
        var sums: [Int] = []
        while let frame = try reader.next() {
            let luma = PictureBuffer(copying: frame).y
            sums.append(stride(from: 0, to: luma.count, by: 251).reduce(0) { $0 &* 31 &+ Int(luma[$1]) })
        }
        return sums
    }
}
