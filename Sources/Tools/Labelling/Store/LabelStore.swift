public import Evaluation
import Foundation
import Geometry
import Media

/// The labels of a clip's frames: the result's objects, a person's corrections, and the files of both.
///
/// A frame's labels remain a draft until the person marks them as done. Only then are they stored in `players/valid`
/// and `pitch/valid`.
public actor LabelStore {
    enum State: String, Hashable, Sendable, Codable {
        /// Nobody has changed the frame; it is empty or shows the result.
        case new
        /// The labels are changed but not finished.
        case draft
        /// The labels are finished.
        case done
    }

    /// A frame and its labels.
    struct Entry: Sendable {
        var frame: FrameShelf.Frame
        var state: State
        /// A hash that changes with the stored files.
        var revision: String
        var labels: FrameLabels
    }

    nonisolated let identity: ClipIdentity
    nonisolated let shelf: FrameShelf
    nonisolated let folder: LabelFolder
    private let frames: [Int: FrameShelf.Frame]
    private var found: [Int: ClipObservations.Frame] = [:]

    /// Opens the clip and the folder, and extracts the frames. Blocks until the whole clip is read.
    ///
    /// - Parameters:
    ///   - clip: The path of the clip.
    ///   - path: The folder of the labels, created if missing. Labels of this clip that it contains are kept.
    ///   - every: The distance between the frames to be labelled, 1 to 1000; `nil` takes one frame per second.
    ///   - progress: Receives the number of frames read. An error that it throws ends the reading.
    /// - Throws: `MediaError` if the clip cannot be read, `LabellingError` if the folder belongs to another clip.
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

    /// Sets the result that frames without labels start from.
    ///
    /// - Throws: `foreignResult` if the result cannot belong to this clip.
    public func start(from result: ClipObservations) throws {
        if let width = result.width, let height = result.height, (width, height) != (identity.width, identity.height) {
            throw LabellingError(
                .foreignResult,
                "The result has frames of \(width)x\(height), this clip of \(identity.width)x\(identity.height)."
            )
        }
        found = Dictionary(result.frames.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
    }

    deinit {
        shelf.remove()
    }

    /// Deletes the temporary pictures.
    public func close() {
        shelf.remove()
    }

    /// The number of finished frames, of drafts, and of all frames to be labelled.
    public var tally: (done: Int, drafts: Int, all: Int) {
        let states = states.map(\.state)
        return (states.count { $0 == .done }, states.count { $0 == .draft }, states.count)
    }

    /// The state of every frame, by frame index.
    var states: [(frame: FrameShelf.Frame, state: State)] {
        let (done, drafts) = (folder.doneFrames, folder.draftFrames)
        return shelf.frames.map { frame in
            (frame, done.contains(frame.index) ? .done : drafts.contains(frame.index) ? .draft : .new)
        }
    }

    func frame(_ index: Int) throws(LabellingError) -> FrameShelf.Frame {
        guard let frame = frames[index] else {
            throw LabellingError(.noSuchFrame, "Frame \(index) is not among the frames to be labelled.")
        }
        return frame
    }

    /// Returns the result's labels for a frame, or empty labels if there is no result.
    func found(_ index: Int) throws(LabellingError) -> FrameLabels {
        _ = try frame(index)
        return found[index].map { FrameLabels($0).clipped(width: identity.width, height: identity.height) } ?? .empty
    }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
}
