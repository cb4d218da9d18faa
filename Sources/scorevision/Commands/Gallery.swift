import Evaluation
import Foundation
import Media

/// The frames that a page shows, and the sources of their pictures.
struct Gallery {
    var objects: [FrameMisses] = []
    var pitch: [PitchMisses] = []

    /// The number of frames of each kind that the page shows.
    static let size = 12
    private static let width = 960.0

    /// Returns the first frames, skipping those of a clip that are less than `spacing` frames from an earlier one.
    static func chosen<Misses>(
        from misses: [Misses], frame: (Misses) -> EvaluatedFrame, spacing: Int
    ) -> [Misses] {
        var chosen: [Misses] = []
        var taken: [Int] = []
        for candidate in misses where chosen.count < size {
            if spacing > 1, let index = FrameName(frame(candidate).name)?.index {
                guard !taken.contains(where: { abs($0 - index) < spacing }) else { continue }
                taken.append(index)
            }
            chosen.append(candidate)
        }
        return chosen
    }

    /// The frames whose pictures are needed.
    var frames: Set<EvaluatedFrame> { Set(objects.map(\.frame) + pitch.map(\.frame)) }

    /// Returns the pictures of the gallery. Omits frames without a picture.
    ///
    /// - Parameter pictures: The encoded pictures by the names of their frames; see `Gallery.encoded`.
    func pictures(from pictures: [String: String]) -> (objects: [GalleryPicture], pitch: [GalleryPicture]) {
        (
            objects.compactMap { misses in pictures[misses.frame.name].map { GalleryPicture(misses, dataURI: $0) } },
            pitch.compactMap { misses in pictures[misses.frame.name].map { GalleryPicture(misses, dataURI: $0) } }
        )
    }

    /// Reads the needed pictures from files.
    ///
    /// - Parameter paths: The paths by the names of the frames.
    func pictures(at paths: [String: String]) throws -> [String: String] {
        var pictures: [String: String] = [:]
        for frame in frames {
            if let path = paths[frame.name] {
                pictures[frame.name] = try Self.encoded(StillPicture.decode(path: path))
            }
        }
        return pictures
    }

    /// Reads the needed pictures from the clip after which the frames are named.
    func pictures(ofClip path: String) throws -> [String: String] {
        var wanted = Set(frames.compactMap { FrameName($0.name)?.index })
        var pictures: [String: String] = [:]
        let reader = try VideoReader(path: path)
        while !wanted.isEmpty, let frame = try reader.next() {
            guard wanted.remove(frame.index) != nil else { continue }
            let name = FrameName(clip: FrameName.clip(of: path), index: frame.index).text
            pictures[name] = try Self.encoded(PictureBuffer(copying: frame))
        }
        return pictures
    }

    /// Encodes a picture for a page, scaled down to the width that the page shows.
    static func encoded(_ picture: PictureBuffer) throws -> String {
        let scale = min(1, width / Double(picture.width))
        let small = try picture.resized(
            width: max(1, Int(Double(picture.width) * scale)), height: max(1, Int(Double(picture.height) * scale)))
        return "data:image/jpeg;base64," + Data(try small.jpegBytes(quality: 80)).base64EncodedString()
    }
}
