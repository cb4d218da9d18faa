/// How a clip ended. It is known once the last frame has been read.
public struct ClipEnding: Hashable, Sendable {
    /// The number of presented frames, including those that the stride skipped.
    public var frameCount: Int
    /// Whether the container announces more than could be read.
    public var endedEarly: Bool
    /// The number of frames missing at the end; `nil` if it can't be determined.
    public var missingFrames: Int?
    /// The number of packets that couldn't be decoded and of frames that the decoder had to conceal in part.
    public var decodingErrors: Int
}

extension ClipEnding {
    init(_ stream: FrameStream, source: any ByteSource) {
        let demuxer = stream.demuxer
        let brokeOff = demuxer.brokeOff && !(demuxer.container == .mp4 && MP4Boxes.endsInJunk(source))
        let isCut = brokeOff || Self.isCut(source, container: demuxer.container)
        let missing: Int?
        if let promised = demuxer.indexedFrames {
            // The index excludes frames that the edit list hides, so a clip that is merely trimmed is complete. The
            // index includes frames that can't be decoded, so damaged frames don't count as missing.
            missing = max(0, promised - max(stream.wholePackets, stream.frameCount))
        } else {
            missing = isCut ? Self.missingByDuration(stream) : 0
        }
        self.init(
            frameCount: stream.frameCount, endedEarly: brokeOff || missing != 0, missingFrames: missing,
            decodingErrors: stream.decoder.errorCount + stream.damagedFrames)
    }

    /// Returns whether the file is shorter than its structure announces.
    private static func isCut(_ source: any ByteSource, container: Container) -> Bool {
        let end =
            switch container {
            case .mp4: MP4Boxes.end(in: source)
            case .matroska: MatroskaSegment.end(in: source)
            }
        guard let end, let size = source.size else { return false }
        return end > size
    }

    /// Returns the number of missing frames from the duration.
    ///
    /// Returns `nil` if the clip has no duration or frame rate, or if the file is cut but no frame seems to be missing.
    private static func missingByDuration(_ stream: FrameStream) -> Int? {
        guard let promised = stream.demuxer.durationSeconds, let rate = stream.demuxer.frameRate else { return nil }
        let seconds = promised - stream.demuxer.seconds(stream.lastEnd)
        let frames = Int(min(max(0, seconds * rate.value), 1e9).rounded())
        // Nothing is missing if only an index after the last frame was cut off.
        return stream.demuxer.container == .mp4 && frames == 0 ? nil : frames
    }
}
