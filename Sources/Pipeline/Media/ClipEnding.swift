/// How a clip ended, known once its last frame has been read.
public struct ClipEnding: Hashable, Sendable {
    /// Frames presented, those that the stride left out included.
    public var frameCount: Int
    /// Whether the container promises more than could be read.
    public var endedEarly: Bool
    /// How many frames are missing at the end; nil where that can't be known.
    public var missingFrames: Int?
    /// Packets that could not be decoded, and pictures of which the decoder had to make up a part.
    public var decodingErrors: Int
}

extension ClipEnding {
    init(_ stream: FrameStream, source: any ByteSource) {
        let demuxer = stream.demuxer
        let brokeOff = demuxer.brokeOff && !(demuxer.container == .mp4 && MP4Boxes.endsInJunk(source))
        let isCut = brokeOff || Self.isCut(source, container: demuxer.container)
        let missing: Int?
        if let promised = demuxer.indexedFrames {
            // The index keeps apart what the edit list hides, so a clip that is merely trimmed is complete; and it
            // counts pictures that can't be decoded, so that a damaged one isn't taken for a missing one.
            missing = max(0, promised - max(stream.wholePackets, stream.frameCount))
        } else {
            missing = isCut ? Self.missingByDuration(stream) : 0
        }
        self.init(
            frameCount: stream.frameCount, endedEarly: brokeOff || missing != 0, missingFrames: missing,
            decodingErrors: stream.decoder.errorCount + stream.damagedFrames)
    }

    /// Whether the file is shorter than it says that it is.
    private static func isCut(_ source: any ByteSource, container: Container) -> Bool {
        let end =
            switch container {
            case .mp4: MP4Boxes.end(in: source)
            case .matroska: MatroskaSegment.end(in: source)
            }
        guard let end, let size = source.size else { return false }
        return end > size
    }

    /// Nil where the clip doesn't tell its length, or none seems to be missing though the file is cut.
    private static func missingByDuration(_ stream: FrameStream) -> Int? {
        guard let promised = stream.demuxer.durationSeconds, let rate = stream.demuxer.frameRate else { return nil }
        let seconds = promised - stream.demuxer.seconds(stream.lastEnd)
        let frames = Int(min(max(0, seconds * rate.value), 1e9).rounded())
        // Where only an index after the last frame was cut off, nothing is missing.
        return stream.demuxer.container == .mp4 && frames == 0 ? nil : frames
    }
}
