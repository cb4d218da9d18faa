import Evaluation
import Foundation
import Media

/// The frames that a page shows, and where their pictures come from.
struct Gallery {
    var objects: [FrameMisses] = []
    var pitch: [PitchMisses] = []

    /// How many of the worst frames the page shows, of each kind.
    static let size = 12
    private static let width = 960.0

    /// The first ones, without those that are frames of a clip less than `spacing` from an earlier one.
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

    /// The frames whose pictures are wanted.
    var frames: Set<EvaluatedFrame> { Set(objects.map(\.frame) + pitch.map(\.frame)) }

    /// The pictures of the gallery; a frame without a picture is left out.
    ///
    /// - Parameter pictures: by the frame's name, as `Gallery.encoded` makes them.
    func pictures(from pictures: [String: String]) -> (objects: [GalleryPicture], pitch: [GalleryPicture]) {
        (
            objects.compactMap { misses in pictures[misses.frame.name].map { GalleryPicture(misses, dataURI: $0) } },
            pitch.compactMap { misses in pictures[misses.frame.name].map { GalleryPicture(misses, dataURI: $0) } }
        )
    }

    /// The wanted frames' pictures, read from files.
    ///
    /// - Parameter paths: by the frame's name.
    func pictures(at paths: [String: String]) throws -> [String: String] {
        var pictures: [String: String] = [:]
        for frame in frames {
            if let path = paths[frame.name] {
                pictures[frame.name] = try Self.encoded(StillPicture.decode(path: path))
            }
        }
        return pictures
    }

    /// The wanted frames' pictures, read from a clip whose frames are named after it.
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

    /// A picture as a page holds it, no wider than it shows it.
    static func encoded(_ picture: PictureBuffer) throws -> String {
        let scale = min(1, width / Double(picture.width))
        let small = try picture.resized(
            width: max(1, Int(Double(picture.width) * scale)), height: max(1, Int(Double(picture.height) * scale)))
        return "data:image/jpeg;base64," + Data(try small.jpegBytes(quality: 80)).base64EncodedString()
    }
}
