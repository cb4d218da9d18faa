import Foundation

/// The `ffmpeg` command: it makes clips that the writer here can't, and is the reference that nobody here wrote.
enum FFmpegCommand {
    static let isPresent = (try? run(["-version"])) != nil

    private static let encoders: String = {
        (try? run(["-encoders"])).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }()

    /// Whether it can encode with `name`, `libx265` say.
    static func hasEncoder(_ name: String) -> Bool { encoders.contains(" \(name) ") }

    struct Failure: Error {
        var arguments: [String]
        var status: Int32
    }

    /// Runs it and returns what it writes to the standard output.
    @discardableResult
    static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-v", "error", "-nostdin", "-y"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: arguments, status: process.terminationStatus)
        }
        return data
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
}
