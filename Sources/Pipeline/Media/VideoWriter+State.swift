extension VideoWriter {
    /// The state of a writer between two calls. Only one thread at a time accesses it.
    struct State {
        private let width: Int
        private let height: Int
        private let frameRate: FrameRate
        /// The output; `nil` once the clip is finished or cancelled.
        private var output: (encoder: VideoEncoder, muxer: Muxer, file: TemporaryFile)?
        private var isFinished = false
        private var lastTime: Int64 = -1

        init(path: String, width: Int, height: Int, frameRate: FrameRate, options: Options) throws {
            self.width = width
            self.height = height
            self.frameRate = frameRate
            let file = try TemporaryFile(besides: path)
            let encoder = try VideoEncoder(
                width: Self.even(width), height: Self.even(height), frameRate: frameRate, options: options)
            let muxer = try Muxer(path: file.path, encoder: encoder, orientation: options.orientation)
            output = (encoder, muxer, file)
        }

        private static func even(_ side: Int) -> Int { side + side % 2 }

        mutating func append(_ picture: some Picture & Sendable, time: Double) throws {
            guard let output else {
                throw MediaError(.invalidSetting, "The clip is finished; no picture can be added.")
            }
            guard picture.width == width, picture.height == height else {
                throw MediaError(
                    .invalidSetting,
                    "A picture of \(picture.width)x\(picture.height) doesn't fit a clip of \(width)x\(height).")
            }
            guard time.isFinite, time >= 0, time < 1e6 else {
                throw MediaError(.invalidSetting, "The time must be from 0 to 1000000 seconds, not \(time).")
            }
            let ticks = max(Int64((time * output.encoder.ticksPerSecond).rounded()), lastTime + 1)
            let frame = try frame(of: picture)
            try output.encoder.send(frame, time: ticks)
            lastTime = ticks
            try output.muxer.write(from: output.encoder)
        }

        mutating func finish() throws {
            guard let output else {
                if isFinished { return }
                throw MediaError(.invalidSetting, "The clip was cancelled.")
            }
            guard lastTime >= 0 else {
                cancel()
                throw MediaError(.invalidSetting, "No picture was added, so there is no clip to write.")
            }
            try output.encoder.send(nil, time: 0)
            try output.muxer.write(from: output.encoder)
            try output.muxer.finish()
            try output.file.putInPlace()
            self.output = nil
            isFinished = true
        }

        mutating func cancel() { output = nil }

        /// Returns a decoded frame of even size as it is, and a copy of any other picture.
        private func frame(of picture: some Picture) throws -> FrameHandle {
            if let handle = (picture as? VideoFrame)?.handle, width.isMultiple(of: 2), height.isMultiple(of: 2) {
                return try FrameHandle(sharing: handle)
            }
            return try FrameHandle(copying: picture, width: Self.even(width), height: Self.even(height))
        }
    }
}
