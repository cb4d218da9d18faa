/// How a clip ended, known once its last frame has been read.
public struct ClipEnding: Hashable, Sendable {
    /// Frames presented, those that the stride left out included.
    public var frameCount: Int
    /// Whether the container promises more than could be read.
    public var endedEarly: Bool
    /// How many frames are missing at the end; nil where that can't be known.
    public var missingFrames: Int?
    /// Packets that could not be decoded, or only in part.
    public var decodingErrors: Int
}

extension ClipEnding {
    init(_ stream: FrameStream, source: any ByteSource) {
        var missing: Int? = 0
        var isCut = stream.demuxer.brokeOff
        switch stream.demuxer.container {
        case .mp4:
            // The index keeps what the edit list hides apart, so a clip that is merely trimmed is complete.
            if let promised = stream.demuxer.indexedFrames { missing = max(0, promised - stream.presentedPackets) }
        case .matroska:
            if let end = MatroskaSegment.end(in: source), let size = source.size, end > size {
                missing = Self.missingByDuration(stream)
                isCut = isCut || missing == nil
            }
        }
        if isCut, missing == 0 { missing = nil }
        self.init(
            frameCount: stream.frameCount, endedEarly: isCut || missing != 0, missingFrames: missing,
            decodingErrors: stream.decoder.errorCount)
    }

    private static func missingByDuration(_ stream: FrameStream) -> Int? {
        guard let promised = stream.demuxer.durationSeconds, let rate = stream.demuxer.frameRate else { return nil }
        let seconds = promised - stream.demuxer.seconds(stream.lastEnd)
        return max(0, Int(min((seconds * rate.value).rounded(), 1e9)))
    }
}
