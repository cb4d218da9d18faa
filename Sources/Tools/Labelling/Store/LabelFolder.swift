import Evaluation
import Foundation

/// Where the files of a clip's labels are.
///
/// `players/valid` and `pitch/valid` hold what is done, in the form of training data; `drafts` what is not done yet; and
/// `CLIP.labelling.json` says which clip it is.
struct LabelFolder: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case players
        case pitch
    }

    let path: String
    /// What the clip's frames are named by.
    let clip: String

    var sessionPath: String { "\(path)/\(clip).labelling.json" }

    func picture(_ kind: Kind, _ frame: Int) -> String { "\(path)/\(kind.rawValue)/valid/images/\(name(frame)).jpg" }
    func labels(_ kind: Kind, _ frame: Int) -> String { "\(path)/\(kind.rawValue)/valid/labels/\(name(frame)).txt" }
    func draft(_ kind: Kind, _ frame: Int) -> String { "\(path)/drafts/\(kind.rawValue)/\(name(frame)).txt" }

    private func name(_ frame: Int) -> String { FrameName(clip: clip, index: frame).text }

    /// The clip's frames that have a file in any of the folders.
    var touchedFrames: Set<Int> { doneFrames.union(draftFrames).union(pictureFrames) }

    /// Frames whose labels are done.
    var doneFrames: Set<Int> { frames(in: "players/valid/labels").union(frames(in: "pitch/valid/labels")) }

    /// Frames whose labels are begun.
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
    /// What is in a file; nil without one.
    ///
    /// - Throws: `unreadable` where there is something that is no readable file.
    func contents(_ path: String) throws(LabellingError) -> Data? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LabellingError(.unreadable, "This file can't be read; is it a folder, or another's?", context: path)
        }
        return data
    }

    /// Writes a file whole, under another name first, and makes its folder.
    func write(_ data: Data, to path: String) throws(LabellingError) {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: url, options: .atomic)
        } catch {
            throw LabellingError(
                .cannotWrite, "This file can't be written: \(error.localizedDescription)", context: path)
        }
    }

    /// Takes files away; those that are not there are passed over.
    func remove(_ paths: [String]) throws(LabellingError) {
        for path in paths where FileManager.default.fileExists(atPath: path) {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                throw LabellingError(
                    .cannotWrite, "This file can't be taken away: \(error.localizedDescription)", context: path)
            }
        }
    }

    /// Sees to it that the folder is this clip's: says so in its session file, or finds that it does.
    ///
    /// - Throws: `foreignFiles` where the files are another clip's, or there are some though no session was ever begun.
    func claim(for identity: ClipIdentity) throws(LabellingError) {
        if let data = try contents(sessionPath) {
            guard let known = try? JSONDecoder().decode(ClipIdentity.self, from: data) else {
                throw LabellingError(
                    .foreignFiles, "This is no file of a labelling session. Choose another folder with --output.",
                    context: sessionPath)
            }
            guard known == identity else {
                throw LabellingError(
                    .foreignFiles,
                    "The labels here are of another \(known.clip) (\(known.size) bytes, \(known.width)x\(known.height)). "
                        + "Choose another folder with --output, or rename the clip.", context: sessionPath)
            }
            return
        }
        if let frame = touchedFrames.min() {
            throw LabellingError(
                .foreignFiles,
                "There are labels or pictures here by the names of this clip's frames (frame \(frame)), "
                    + "which this program did not write. Choose another folder with --output.", context: path)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(identity) else { return }
        try write(data, to: sessionPath)
    }
}
