import Foundation
import Media

extension SyntheticFrames {
    /// Writes every frame as `players/images/NAME.jpg` with `players/labels/NAME.txt`, and likewise in `pitch/`.
    ///
    /// A picture that is in both folders is one file with two names where the file system allows it. Frames written so
    /// far are whole and stay when the task is cancelled.
    ///
    /// - Parameters:
    ///   - folder: created if needed; files of the same names are replaced.
    ///   - quality: of the JPEG files, 1 to 100; nil takes another one, from 60 to 95, for every frame.
    ///   - progress: called with the number of frames written.
    /// - Throws: `SynthesisError` where a file can't be written, `CancellationError`.
    public func write(to folder: String, quality: Int? = nil, progress: (Int) -> Void = { _ in }) throws {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        for part in ["players", "pitch"] {
            for kind in ["images", "labels"] { try Self.makeFolder(root.appending(path: "\(part)/\(kind)")) }
        }
        var random = RandomSource(seed: settings.seed, stream: 999)
        for frame in self {
            try Task.checkCancellation()
            let quality = quality ?? 60 + random.index(below: 36)
            let number = String(frame.truth.frameNumber)
            let name =
                "synthetic_\(settings.seed)_" + String(repeating: "0", count: Swift.max(0, 6 - number.count)) + number
            let labels = YOLOLabels(frame.truth, width: settings.width, height: settings.height)
            let image = root.appending(path: "players/images/\(name).jpg")
            try Self.put(Data(frame.picture.jpegBytes(quality: quality)), at: image)
            try Self.put(Data(labels.players.utf8), at: root.appending(path: "players/labels/\(name).txt"))
            if !labels.pitch.isEmpty {
                try Self.link(image, to: root.appending(path: "pitch/images/\(name).jpg"))
                try Self.put(Data(labels.pitch.utf8), at: root.appending(path: "pitch/labels/\(name).txt"))
            }
            progress(frame.truth.frameNumber + 1)
        }
    }

    private static func makeFolder(_ url: URL) throws {
        try reporting(url) { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    }

    private static func put(_ data: Data, at url: URL) throws {
        try reporting(url) { try data.write(to: url, options: .atomic) }
    }

    private static func link(_ source: URL, to target: URL) throws {
        try reporting(target) {
            try? FileManager.default.removeItem(at: target)
            do {
                try FileManager.default.linkItem(at: source, to: target)
            } catch {
                try FileManager.default.copyItem(at: source, to: target)
            }
        }
    }

    private static func reporting(_ url: URL, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw SynthesisError.cannotWrite(url.path, error)
        }
    }
}
