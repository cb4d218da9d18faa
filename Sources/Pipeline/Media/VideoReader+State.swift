extension VideoReader {
    /// The state of a reader between two calls. Only one thread at a time accesses it.
    struct State {
        let info: VideoInfo
        private(set) var ending: ClipEnding?
        private let stream: FrameStream
        private let conversion: PictureConversion
        private var first: VideoFrame?
        private let startTime: Int64?
        /// The decoding place, if the caller knows it better than the decoder.
        private let knownPlace: DecodingPlace?

        /// Decodes the first frame, which corrects what the clip's header may state wrongly.
        init(_ stream: FrameStream, place: DecodingPlace? = nil) throws {
            knownPlace = place
            guard let decoded = try stream.next() else {
                throw MediaError(
                    .damagedFile, "No frame of it can be decoded; the file is damaged or incomplete.",
                    detail: stream.decoder.errorText)
            }
            let picture = decoded.picture
            try PictureLimits.check(width: picture.width, height: picture.height)
            let demuxer = stream.demuxer
            let orientation = demuxer.orientation
            let size = orientation.size(width: picture.width, height: picture.height)
            let duration = demuxer.durationSeconds
            let rate = demuxer.frameRate
            info = VideoInfo(
                width: size.width, height: size.height, frameRate: rate, durationSeconds: duration,
                estimatedFrameCount: demuxer.indexedFrames ?? Self.estimate(duration, rate),
                codec: demuxer.codecName, container: demuxer.container,
                orientation: orientation, colour: picture.colour, pixelFormat: picture.format)
            self.stream = stream
            conversion = PictureConversion(width: picture.width, height: picture.height, orientation: orientation)
            startTime = decoded.time
            first = try finished(decoded)
        }

        var place: DecodingPlace { knownPlace ?? stream.decoder.place }

        var intraFrames: [Int] { stream.intraFrames }

        mutating func next(source: any ByteSource) throws -> VideoFrame? {
            if let frame = first {
                first = nil
                return frame
            }
            guard let decoded = try stream.next() else {
                guard !stream.isDamagedThroughout else { throw MediaError.nothingWhole }
                if ending == nil { ending = ClipEnding(stream, source: source) }
                return nil
            }
            return try finished(decoded)
        }

        private mutating func finished(_ decoded: FrameStream.Decoded) throws -> VideoFrame {
            let (picture, index, time) = (decoded.picture, decoded.index, time(of: decoded))
            switch picture.samples {
            case .graphics(let samples):
                return VideoFrame(samples, index: index, time: time, colour: picture.colour)
            case .host(let handle):
                let upright = try conversion.convert(handle, colour: picture.colour)
                guard let frame = VideoFrame(upright, index: index, time: time, colour: picture.colour) else {
                    throw MediaError(.pictureUnreadable, "The format of a frame isn't supported.")
                }
                return frame
            }
        }

        /// Returns the time since the first frame in seconds, from the frame rate if the clip has no timestamps.
        private func time(of decoded: FrameStream.Decoded) -> Double {
            if let time = decoded.time, let startTime { return stream.demuxer.seconds(time &- startTime) }
            return Double(decoded.index) / (info.frameRate ?? .assumed).value
        }

        private static func estimate(_ duration: Double?, _ rate: FrameRate?) -> Int? {
            guard let duration, let rate, duration * rate.value < 1e9 else { return nil }
            return Int((duration * rate.value).rounded())
        }
    }
}
