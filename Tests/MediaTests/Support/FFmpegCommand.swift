import CommandTesting
import Foundation

/// The `ffmpeg` command: it makes clips that the writer here can't, and is the reference that nobody here wrote.
enum FFmpegCommand {
    static let isPresent = Command.isPresent("ffmpeg")

    private static let encoders: String = {
        (try? run(["-encoders"])).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }()

    /// Whether it can encode with `name`, `libx265` say.
    static func hasEncoder(_ name: String) -> Bool { encoders.contains(" \(name) ") }

    /// Runs it and returns what it writes to the standard output.
    @discardableResult
    static func run(_ arguments: [String]) throws -> Data {
        try Command.run("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments)
    }

    /// Encodes `frames` pictures of FFmpeg's moving test pattern.
    static func makeClip(
        _ path: String, size: String = "128x96", frames: Int = 30, rate: String = "25", filter: String? = nil,
        _ options: [String]
    ) throws {
        try run(
            ["-f", "lavfi", "-i", "testsrc2=size=\(size):rate=\(rate)", "-frames:v", "\(frames)"]
                + (filter.map { ["-vf", $0] } ?? []) + ["-threads", "1"] + options + [path])
    }

    /// The samples of every frame as FFmpeg presents them: 8-bit 4:2:0, upright.
    static func decode(_ path: String) throws -> Data {
        try run(["-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"])
    }

    /// The samples of every frame of several clips, `size` bytes a frame, as FFmpeg presents them; none of a clip that
    /// FFmpeg doesn't present anything of.
    static func frames(of paths: [String], size: Int, in folder: TemporaryFolder) throws -> [[[UInt8]]] {
        let outputs = paths.indices.map { folder.path("reference-\($0).yuv") }
        let format = ["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p"]
        do {
            let maps = outputs.enumerated().flatMap { ["-map", "\($0.offset):v:0"] + format + [$0.element] }
            try run(paths.flatMap { ["-threads", "1", "-i", $0] } + maps)
        } catch {
            // One clip without a frame fails them all.
            for (path, output) in zip(paths, outputs) {
                _ = try? run(["-threads", "1", "-i", path, "-map", "0:v:0"] + format + [output])
            }
        }
        return try outputs.map { output in
            guard FileManager.default.fileExists(atPath: output) else { return [] }
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: output)))
            return stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<($0 + size)]) }
        }
    }
}
