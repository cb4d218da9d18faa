import Media
import Synthesis

/// A small synthetic clip for tests.
enum SampleClip {
    static func write(to path: String, frames: Int, width: Int = 640, height: Int = 360, seed: UInt64 = 3) throws {
        let settings = SyntheticClipSettings(
            seconds: Double(frames) / 25, seed: seed, width: width, height: height, frameRate: 25)
        let writer = try VideoWriter(path: path, width: width, height: height, frameRate: FrameRate(25))
        for (index, frame) in try SyntheticClip(settings: settings).enumerated() {
            try writer.append(frame.picture, time: Double(index) / 25)
        }
        try writer.finish()
    }
}
