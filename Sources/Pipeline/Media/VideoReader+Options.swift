import CFFmpeg

extension VideoReader {
    /// Options for reading a clip.
    public struct Options: Hashable, Sendable {
        /// The number of decoding threads, 0 to ``mostThreads``; 0 = one for each core.
        public var threads: Int
        /// The stride, 1 to 1000: the reader delivers only frames whose index is a multiple of it, under their own
        /// index.
        public var stride: Int
        /// The pictures that are decoded without the deblocking filter.
        public var skipLoopFilter: LoopFilterSkip
        /// The device that should decode, if it can.
        public var hardware: HardwareDecoding

        /// The largest number of decoding threads. More don't decode faster, and each holds a picture.
        public static let mostThreads = 64

        /// Makes options. The defaults read every frame exactly, on the processor.
        public init(
            threads: Int = 0, stride: Int = 1, skipLoopFilter: LoopFilterSkip = .nowhere,
            hardware: HardwareDecoding = .none
        ) {
            self.threads = threads
            self.stride = stride
            self.skipLoopFilter = skipLoopFilter
            self.hardware = hardware
        }

        /// Throws `invalidSetting` if a value is out of range.
        func check() throws {
            guard (0...Self.mostThreads).contains(threads) else {
                throw MediaError(
                    .invalidSetting, "The decoding threads must be from 0 to \(Self.mostThreads), not \(threads).")
            }
            guard (1...1000).contains(stride) else {
                throw MediaError(.invalidSetting, "The stride must be from 1 to 1000, not \(stride).")
            }
        }
    }

    /// The pictures that are decoded without the deblocking filter of H.264 and HEVC: faster, but slightly blockier.
    public enum LoopFilterSkip: String, Hashable, Sendable, CaseIterable {
        /// All pictures are filtered, so that every frame is exact.
        case nowhere
        /// Pictures that no other refers to are unfiltered. The others are exact.
        case unreferenced
        /// No picture is filtered. Errors accumulate until the next key frame.
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
