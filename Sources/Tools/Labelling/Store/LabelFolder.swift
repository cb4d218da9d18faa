import Evaluation
import Foundation

/// The files of a clip's labels.
///
/// `players/valid` and `pitch/valid` contain finished labels as training data, `drafts` contains unfinished ones, and
/// `CLIP.labelling.json` identifies the clip.
struct LabelFolder: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case players
        case pitch
    }

    let path: String
    /// The name of the clip in the names of its frames.
    let clip: String

    var sessionPath: String { "\(path)/\(clip).labelling.json" }

    func picture(_ kind: Kind, _ frame: Int) -> String { "\(path)/\(kind.rawValue)/valid/images/\(name(frame)).jpg" }
    func labels(_ kind: Kind, _ frame: Int) -> String { "\(path)/\(kind.rawValue)/valid/labels/\(name(frame)).txt" }
    func draft(_ kind: Kind, _ frame: Int) -> String { "\(path)/drafts/\(kind.rawValue)/\(name(frame)).txt" }

    private func name(_ frame: Int) -> String { FrameName(clip: clip, index: frame).text }

    /// The frames of the clip that have a file in any of the folders.
    var touchedFrames: Set<Int> { doneFrames.union(draftFrames).union(pictureFrames) }

    /// The frames whose labels are finished.
    var doneFrames: Set<Int> { frames(in: "players/valid/labels").union(frames(in: "pitch/valid/labels")) }

    /// The frames whose labels are drafts.
    var draftFrames: Set<Int> { frames(in: "drafts/players").union(frames(in: "drafts/pitch")) }

    private var pictureFrames: Set<Int> { frames(in: "players/valid/images").union(frames(in: "pitch/valid/images")) }

    private func frames(in folder: String) -> Set<Int> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
        return Set(
            names.compactMap { file in
                let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
                guard let name = FrameName(stem), name.clip == clip, name.text == stem else { return nil }
                return name.index
            })
    }
}

extension LabelFolder {
    /// Returns the contents of a file, or `nil` if it does not exist.
    ///
    /// - Throws: `unreadable` if the path names something that cannot be read as a file.
    func contents(_ path: String) throws(LabellingError) -> Data? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LabellingError(.unreadable, "This path is not a readable file.", context: path)
        }
        return data
    }

    /// Writes a file atomically, and creates its folder.
    func write(_ data: Data, to path: String) throws(LabellingError) {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: url, options: .atomic)
        } catch {
            throw LabellingError(
                .cannotWrite, "This file cannot be written: \(error.localizedDescription)", context: path)
        }
    }

    /// Deletes files. Ignores those that do not exist.
    func remove(_ paths: [String]) throws(LabellingError) {
        for path in paths where FileManager.default.fileExists(atPath: path) {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                throw LabellingError(
                    .cannotWrite, "This file cannot be deleted: \(error.localizedDescription)", context: path)
            }
        }
    }

    /// Assigns the folder to a clip by writing its session file, or verifies that it already belongs to the clip.
    ///
    /// - Throws: `foreignFiles` if the files belong to another clip, or if there are labels but no session file.
    func claim(for identity: ClipIdentity) throws(LabellingError) {
        if let data = try contents(sessionPath) {
            guard let known = try? JSONDecoder().decode(ClipIdentity.self, from: data) else {
                throw LabellingError(
                    .foreignFiles, "This is not the file of a labelling session. Choose another folder with --output.",
                    context: sessionPath)
            }
            guard known == identity else {
                throw LabellingError(
                    .foreignFiles,
                    "The labels belong to another clip, \(known.clip) (\(known.size) bytes, \(known.width)x\(known.height)). "
                        + "Choose another folder with --output, or rename the clip.", context: sessionPath)
            }
            return
        }
        if let frame = touchedFrames.min() {
            throw LabellingError(
                .foreignFiles,
                "The folder contains labels or pictures named after frames of this clip (frame \(frame)) "
                    + "that this program did not write. Choose another folder with --output.", context: path)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(identity) else { return }
        try write(data, to: sessionPath)
    }
}
