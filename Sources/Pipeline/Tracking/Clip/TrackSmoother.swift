import Geometry
import Observations

/// A converter from the jittering, interrupted boxes of a track to one box for every frame that it covers.
struct TrackSmoother {
    /// The noise, as a share of the person's height, below which measured values are kept unchanged.
    private static let negligible = 0.01
    /// The time for which a person keeps a velocity, in seconds.
    private static let memory = 1.0
    /// The factor on the typical change of velocity. Players turn in bursts, and a smaller value would cut corners.
    private static let burst = 2.5

    let noise: BoxNoise
    let path: CameraPath
    /// The longest gap that is filled, in frames.
    let longestGap: Int
    private let xModel: WalkModel
    private let yModel: WalkModel

    init(noise: BoxNoise, path: CameraPath, longestGap: Int, frameRate: Double) {
        self.noise = noise
        self.path = path
        self.longestGap = longestGap
        xModel = WalkModel(push: noise.x.change * Self.burst, memory: Self.memory, frameRate: frameRate)
        yModel = WalkModel(push: noise.y.change * Self.burst, memory: Self.memory, frameRate: frameRate)
    }

    /// Returns a box for every frame from the track's first to its last, except in long gaps.
    func boxes(of tracklet: Tracklet) -> [(frame: Int, detection: Detection)] {
        var result: [(frame: Int, detection: Detection)] = []
        var start = 0
        let s = tracklet.sightings
        for i in s.indices where i + 1 == s.count || s[i + 1].frame - s[i].frame > longestGap + 1 {
            result += boxes(of: Array(s[start...i]))
            start = i + 1
        }
        return result
    }

    /// Returns the boxes of sightings without a long gap between them.
    private func boxes(of sightings: [Sighting]) -> [(frame: Int, detection: Detection)] {
        let frames = sightings.map(\.frame)
        let units = sightings.map(\.unit).sorted()
        let unit = units[units.count / 2]
        func smooth(
            _ coordinate: BoxNoise.Coordinate, _ value: (Box) -> Double, _ smoother: ([Double]) -> [Double]
        ) -> [Double] {
            let values = sightings.map { value($0.place) }
            var result = smoother(values)
            if coordinate.noise < Self.negligible {
                for (frame, value) in zip(frames, values) { result[frame - frames[0]] = value }
            }
            return result
        }
        func place(_ coordinate: BoxNoise.Coordinate, _ model: WalkModel, _ value: (Box) -> Double) -> [Double] {
            smooth(coordinate, value) {
                WalkSmoother(model: model, unit: unit, noise: coordinate.noise * unit).smooth(
                    frames: frames, values: $0)
            }
        }
        func size(_ coordinate: BoxNoise.Coordinate, _ value: (Box) -> Double) -> [Double] {
            smooth(coordinate, value) {
                SizeSmoother(change: coordinate.change * unit, noise: coordinate.noise * unit)
                    .smooth(frames: frames, values: $0)
            }
        }
        let x = place(noise.x, xModel) { $0.center.x }
        let y = place(noise.y, yModel) { $0.center.y }
        let width = size(noise.width) { $0.width }
        let height = size(noise.height) { $0.height }
        var current = 0
        return x.indices.map { i in
            let frame = frames[0] + i
            while current + 1 < frames.count, frames[current + 1] <= frame { current += 1 }
            var detection = sightings[current].detection
            if frames[current] != frame {
                detection.confidence = min(detection.confidence, sightings[current + 1].detection.confidence)
                detection.kit = nil
            }
            let place = Box(center: Point(x[i], y[i]), width: max(width[i], 1), height: max(height[i], 1))
            detection.box = path.toStabilised(from: frame).inverse.apply(place)
            return (frame, detection)
        }
    }
}
