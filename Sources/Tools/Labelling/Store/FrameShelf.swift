import Foundation
import Media

/// The pictures of the frames to be labelled, as JPEG files in a folder of their own.
///
/// What is shown is what is labelled: the same bytes go into the folder of labels.
struct FrameShelf: Sendable {
    /// One of them.
    struct Frame: Hashable, Sendable {
        var index: Int
        /// Seconds since the clip's first frame.
        var time: Double
    }

    let folder: String
    let frames: [Frame]

    private static let quality = 95

    /// Reads the clip once, from its start to its end.
    ///
    /// - Parameters:
    ///   - reader: of the clip; its stride must leave no wanted frame out.
    ///   - isWanted: whether a frame of that index is to be labelled.
    ///   - progress: called with the index of each frame read; reading ends with what it throws.
    /// - Throws: `MediaError` where the clip can't be read or a picture can't be written. Then nothing is left behind.
    init(reader: VideoReader, isWanted: (Int) -> Bool, progress: (Int) throws -> Void) throws {
        folder = FileManager.default.temporaryDirectory.path + "/scorevision-frames-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var frames: [Frame] = []
        do {
            while let frame = try reader.next() {
                try progress(frame.index)
                guard isWanted(frame.index) else { continue }
                try frame.writeJPEG(Self.path(of: frame.index, in: folder), quality: Self.quality)
                frames.append(Frame(index: frame.index, time: frame.time))
            }
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        self.frames = frames
    }

    func picture(of index: Int) throws -> Data {
        let path = Self.path(of: index, in: folder)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LabellingError(
                .unreadable, "The picture of frame \(index) is gone; start the program anew.", context: path)
        }
        return data
    }

    /// Takes the pictures away.
    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func path(of index: Int, in folder: String) -> String { "\(folder)/\(index).jpg" }
}
