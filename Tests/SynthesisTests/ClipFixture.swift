import Media
import Synthesis

/// A short clip, drawn once for all tests.
enum ClipFixture {
    static let settings = SyntheticClipSettings(seconds: 0.4, seed: 6, width: 640, height: 360)

    static let clip: SyntheticClip? = try? SyntheticClip(settings: settings)

    static let frames: [SyntheticFrame] = clip.map { Array($0) } ?? []

    /// FNV-1a, for comparing pictures with one that was drawn elsewhere.
    static func fingerprint(_ frame: SyntheticFrame) -> UInt64 {
        [frame.picture.y, frame.picture.u, frame.picture.v].joined().reduce(0xcbf2_9ce4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
    }
}
