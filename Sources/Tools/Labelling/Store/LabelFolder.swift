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
