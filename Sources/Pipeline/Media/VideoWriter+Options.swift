extension VideoWriter {
    /// Options for encoding a clip.
    public struct Options: Hashable, Sendable {
        /// The constant rate factor, 0 to 51. Smaller values give better quality and larger files; 18 looks like the
        /// original.
        public var crf: Int
        /// x264's compromise between speed and size: `ultrafast` to `veryslow`.
        public var preset: String
        /// The colours that the samples are tagged with.
        public var colour: ColourDescription
        /// The number of encoding threads, 1 to 64. The bytes of the file depend on it, so the default isn't the
        /// machine's.
        public var threads: Int
        /// The largest number of frames from one key frame to the next, 1 to 100 000.
        public var keyFrameInterval: Int
        /// The orientation in the container, by which players rotate the picture.
        public var orientation: Orientation

        /// Makes options. The defaults suit clips of any length.
        public init(
            crf: Int = 23, preset: String = "veryfast", colour: ColourDescription = .bt709Limited, threads: Int = 2,
            keyFrameInterval: Int = 250, orientation: Orientation = .upright
        ) {
            self.crf = crf
            self.preset = preset
            self.colour = colour
            self.threads = threads
            self.keyFrameInterval = keyFrameInterval
            self.orientation = orientation
        }

        private static let presets: Set<String> = [
            "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow",
        ]

        func check(width: Int, height: Int, frameRate: FrameRate) throws {
            func refuse(_ message: String) -> MediaError { MediaError(.invalidSetting, message) }
            guard frameRate.isValid else {
                throw refuse("The frame rate must be above 0 and at most 1000 frames per second, not \(frameRate).")
            }
            guard (0...51).contains(crf) else { throw refuse("The crf must be from 0 to 51, not \(crf).") }
            guard Self.presets.contains(preset) else {
                throw refuse("There is no preset \"\(preset)\"; use ultrafast to veryslow.")
            }
            guard (1...64).contains(threads) else {
                throw refuse("The number of encoding threads must be from 1 to 64, not \(threads).")
            }
            guard (1...100_000).contains(keyFrameInterval) else {
                throw refuse("The key frame interval must be from 1 to 100000 frames, not \(keyFrameInterval).")
            }
            try PictureLimits.check(width: width, height: height)
        }
    }
}
