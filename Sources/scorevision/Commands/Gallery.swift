import Evaluation
import Foundation
import Media

/// The frames that a page shows, and the sources of their pictures.
struct Gallery {
    let objects: [FrameMisses]
    let pitch: [PitchMisses]

    /// The number of frames of each kind that the page shows.
    static let size = 12
    private static let width = 960.0

    /// Chooses the frames to show.
    ///
    /// - Parameters:
    ///   - worst: The worst frames of the evaluation.
    ///   - spacing: The smallest distance between two frames of a clip.
    init(_ worst: WorstFrames, spacing: Int) {
        objects = Self.chosen(from: worst.objects, frame: \.frame, spacing: spacing)
        pitch = Self.chosen(from: worst.pitch, frame: \.frame, spacing: spacing)
    }

    /// Returns the first frames, skipping those of a clip that are less than `spacing` frames from an earlier one.
    private static func chosen<Misses>(
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
    private var frames: Set<EvaluatedFrame> { Set(objects.map(\.frame) + pitch.map(\.frame)) }

    /// Returns the pictures of the gallery. Omits frames without a picture.
    ///
    /// - Parameter pictures: The encoded pictures of the frames; see `Gallery.encoded`.
    func pictures(from pictures: [EvaluatedFrame: String]) -> (objects: [GalleryPicture], pitch: [GalleryPicture]) {
        (
            objects.compactMap { misses in pictures[misses.frame].map { GalleryPicture(misses, dataURI: $0) } },
            pitch.compactMap { misses in pictures[misses.frame].map { GalleryPicture(misses, dataURI: $0) } }
        )
    }

    /// Reads the needed pictures from their files.
    func picturesFromFiles() throws -> [EvaluatedFrame: String] {
        var pictures: [EvaluatedFrame: String] = [:]
        for frame in frames {
            if let path = frame.path { pictures[frame] = try Self.encoded(StillPicture.decode(path: path)) }
        }
        return pictures
    }

    /// Reads the needed pictures from the clip after which the frames are named.
    func pictures(ofClip path: String) throws -> [EvaluatedFrame: String] {
        var wanted = Dictionary(grouping: frames) { FrameName($0.name)?.index }
        wanted[nil] = nil
        var pictures: [EvaluatedFrame: String] = [:]
        let reader = try VideoReader(path: path)
        while !wanted.isEmpty, let frame = try reader.next() {
            guard let shown = wanted.removeValue(forKey: frame.index) else { continue }
            let picture = try Self.encoded(PictureBuffer(copying: frame))
            for evaluated in shown { pictures[evaluated] = picture }
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
