public import Evaluation
import Foundation
import Geometry
import Media

/// The labels of a clip's frames: what was found in them, what a person made of it, and the files of both.
///
/// A frame's labels are a draft until the person says that they are done. Only then are they among the truth, in
/// `players/valid` and `pitch/valid`.
public actor LabelStore {
    enum State: String, Hashable, Sendable, Codable {
        /// As it was found, or empty.
        case new
        case draft
        case done
    }

    /// A frame with what is known of its labels.
    struct Entry: Sendable {
        var frame: FrameShelf.Frame
        var state: State
        /// Changes with the files.
        var revision: String
        var labels: FrameLabels
    }

    nonisolated let identity: ClipIdentity
    nonisolated let shelf: FrameShelf
    nonisolated let folder: LabelFolder
    private let frames: [Int: FrameShelf.Frame]
    private var found: [Int: ClipObservations.Frame] = [:]

    /// Opens the clip and the folder, and takes out the frames. Blocks until the clip is read.
    ///
    /// - Parameters:
    ///   - clip: the file.
    ///   - path: the folder; made where it is missing. Labels that it holds of this clip are continued.
    ///   - every: the distance of the frames to be labelled, 1 to 1000; nil for one a second.
    ///   - progress: called with the number of frames read; reading ends with what it throws.
    /// - Throws: `MediaError` where the clip can't be read, `LabellingError` where the folder is another clip's.
    public init(
        clip: String, folder path: String, every: Int? = nil, progress: (Int) throws -> Void = { _ in }
    ) throws {
        let info = try VideoReader(path: clip).info
        let identity = try ClipIdentity(path: clip, width: info.width, height: info.height)
        let folder = LabelFolder(path: path, clip: FrameName.clip(of: clip))
        try folder.claim(for: identity)
        let every = min(max(every ?? Int((info.frameRate ?? .assumed).value.rounded()), 1), 1000)
        let touched = folder.touchedFrames
        let stride = touched.reduce(every, greatestCommonDivisor)
        let reader = try VideoReader(path: clip, options: .init(stride: stride))
        let shelf = try FrameShelf(
            reader: reader, isWanted: { $0.isMultiple(of: every) || touched.contains($0) },
            progress: { try progress($0 + 1) })
        self.identity = identity
        self.folder = folder
        self.shelf = shelf
        frames = Dictionary(shelf.frames.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What frames without labels start from.
    ///
    /// - Throws: `foreignResult` where the result can't be of this clip.
    public func start(from result: ClipObservations) throws {
        if let width = result.width, let height = result.height, (width, height) != (identity.width, identity.height) {
            throw LabellingError(
                .foreignResult,
                "The result is of frames of \(width)x\(height), but this clip's are \(identity.width)x\(identity.height)."
            )
        }
        found = Dictionary(result.frames.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
    }

    deinit {
        shelf.remove()
    }

    /// Takes away the pictures that were only for showing.
    public func close() {
        shelf.remove()
    }

    /// How many frames are done, begun, and to be labelled in all.
    public var tally: (done: Int, drafts: Int, all: Int) {
        let states = states.map(\.state)
        return (states.count { $0 == .done }, states.count { $0 == .draft }, states.count)
    }

    /// By frame index.
    var states: [(frame: FrameShelf.Frame, state: State)] {
        let (done, drafts) = (folder.doneFrames, folder.draftFrames)
        return shelf.frames.map { frame in
            (frame, done.contains(frame.index) ? .done : drafts.contains(frame.index) ? .draft : .new)
        }
    }

    func frame(_ index: Int) throws(LabellingError) -> FrameShelf.Frame {
        guard let frame = frames[index] else {
            throw LabellingError(.noSuchFrame, "Frame \(index) is not among those to be labelled.")
        }
        return frame
    }

    /// What the result says of a frame; nothing without one.
    func found(_ index: Int) throws(LabellingError) -> FrameLabels {
        _ = try frame(index)
        return found[index].map { FrameLabels($0).clipped(width: identity.width, height: identity.height) } ?? .empty
    }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
}
