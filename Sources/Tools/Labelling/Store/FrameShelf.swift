import Foundation
import Media

/// The pictures of the frames to be labelled, as JPEG files in a temporary folder.
///
/// The page shows the same bytes that go into the folder of labels.
struct FrameShelf: Sendable {
    /// A frame to be labelled.
    struct Frame: Hashable, Sendable {
        var index: Int
        /// The time since the clip's first frame, in seconds.
        var time: Double
    }

    let folder: String
    let frames: [Frame]

    private static let quality = 95

    /// Decodes the clip once, from start to end, and writes the pictures.
    ///
    /// - Parameters:
    ///   - reader: A reader of the clip. Its stride must not skip a wanted frame.
    ///   - isWanted: Returns whether the frame with an index is to be labelled.
    ///   - progress: Receives the index of each frame read. An error that it throws ends the reading.
    /// - Throws: `MediaError` if the clip cannot be read or a picture cannot be written. In this case all files are
    ///   removed.
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

    /// Returns the JPEG file of a frame. Throws `unreadable` if it is missing.
    func picture(of index: Int) throws -> Data {
        let path = Self.path(of: index, in: folder)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LabellingError(
                .unreadable, "The picture of frame \(index) is missing. Restart the program.", context: path)
        }
        return data
    }

    /// Deletes the pictures.
    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func path(of index: Int, in folder: String) -> String { "\(folder)/\(index).jpg" }
}
