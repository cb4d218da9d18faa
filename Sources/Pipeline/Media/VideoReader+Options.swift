import CFFmpeg

extension VideoReader {
    /// How a clip is read.
    public struct Options: Hashable, Sendable {
        /// Decoding threads, up to ``mostThreads``; 0 takes one for each core.
        public var threads: Int
        /// Only frames whose index is a multiple of it are delivered, under their own index.
        public var stride: Int
        /// Where the deblocking filter is left out.
        public var skipLoopFilter: LoopFilterSkip
        /// Where the pictures are decoded, as far as that works.
        public var hardware: HardwareDecoding

        /// More do not decode faster, and each keeps a picture.
        public static let mostThreads = 64

        public init(
            threads: Int = 0, stride: Int = 1, skipLoopFilter: LoopFilterSkip = .nowhere,
            hardware: HardwareDecoding = .none
        ) {
            self.threads = threads
            self.stride = stride
            self.skipLoopFilter = skipLoopFilter
            self.hardware = hardware
        }

        /// Throws `invalidSetting`.
        func check() throws {
            guard (0...Self.mostThreads).contains(threads) else {
                throw MediaError(
                    .invalidSetting, "\(threads) decoding threads make no sense; give 0 to \(Self.mostThreads).")
            }
            guard (1...1000).contains(stride) else {
                throw MediaError(.invalidSetting, "A stride of \(stride) makes no sense; give 1 to 1000.")
            }
        }
    }

    /// Which pictures are decoded without the deblocking filter of H.264 and HEVC: faster, a little blockier.
    public enum LoopFilterSkip: String, Hashable, Sendable, CaseIterable {
        /// Every frame is exact.
        case nowhere
        /// Pictures that nothing refers to are unfiltered; the others are exact.
        case unreferenced
        /// No picture is filtered; errors add up until the next key frame.
        case everywhere

        var ffmpeg: AVDiscard {
            switch self {
            case .nowhere: AVDISCARD_DEFAULT
            case .unreferenced: AVDISCARD_NONREF
            case .everywhere: AVDISCARD_ALL
            }
        }
    }
}
