extension VideoWriter {
    /// How a clip is encoded.
    public struct Options: Hashable, Sendable {
        /// Constant rate factor, 0 to 51: smaller is better and larger in bytes; 18 looks like the original.
        public var crf: Int
        /// x264's choice between speed and size: `ultrafast` to `veryslow`.
        public var preset: String
        /// What the samples are tagged as.
        public var colour: ColourDescription
        /// Encoding threads, 1 to 64. The bytes depend on it, so it isn't taken from the machine.
        public var threads: Int
        /// Frames from one key frame to the next, at most.
        public var keyFrameInterval: Int
        /// Written into the container, for players to turn the picture by.
        public var orientation: Orientation

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
                throw refuse("\(frameRate) frames per second make no sense; give more than 0 and at most 1000.")
            }
            guard (0...51).contains(crf) else { throw refuse("A crf of \(crf) makes no sense; give 0 to 51.") }
            guard Self.presets.contains(preset) else {
                throw refuse("There is no preset \"\(preset)\"; give ultrafast to veryslow.")
            }
            guard (1...64).contains(threads) else {
                throw refuse("\(threads) encoding threads make no sense; give 1 to 64.")
            }
            guard (1...100_000).contains(keyFrameInterval) else {
                throw refuse("A key frame every \(keyFrameInterval) frames makes no sense; give 1 to 100000.")
            }
            try PictureLimits.check(width: width, height: height)
        }
    }
}
