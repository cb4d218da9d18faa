import Geometry

/// The camera's motion from one analysed frame to the next, taken apart into what is known well and what is not.
///
/// Players who spread out look like a zoom, and a team that wheels like a roll. Summed over minutes that would bend
/// the path, so both are averaged over time, and what is left is believed as far as it is more than people do.
struct CameraStep: Sendable {
    /// Zoom and roll are averaged over this time before and after, in seconds.
    private static let window = 1.0
    /// What people alone bring about, per second: parts of the scale, and radians.
    private static let apparentRate = 0.05

    let frames: Int
    /// The boxes' middle and where it goes: the place whose movement is known best.
    private let centre: Point
    private let centreAfter: Point
    /// Growth of the scale per frame.
    private var zoom: Double
    /// Radians per frame, for small ones.
    private var turn: Double

    /// - Parameter boxes: those of the earlier frame, from which the motion was read.
    init(_ motion: CameraMotion, boxes: [Box], frames: Int) {
        self.frames = max(frames, 1)
        centre = boxes.reduce(Point.zero) { $0 + $1.center } * (1 / Double(max(boxes.count, 1)))
        centreAfter = motion.apply(centre)
        zoom = (motion.a - 1) / Double(self.frames)
        turn = motion.b / Double(self.frames)
    }

    var motion: CameraMotion {
        let turned = CameraMotion(a: 1 + zoom * Double(frames), b: turn * Double(frames))
        return CameraMotion(a: turned.a, b: turned.b, translation: centreAfter - turned.applyToDisplacement(centre))
    }

    /// The steps of a shot with zoom and roll made steady: the mean m over the window times m² / (m² + n²), Wiener's
    /// factor for what people bring about, n.
    static func steadied(_ steps: [CameraStep], frameRate: Double) -> [CameraStep] {
        let perFrame = max(1, frameRate)
        let zooms = steady(steps, steps.map(\.zoom), perFrame)
        let turns = steady(steps, steps.map(\.turn), perFrame)
        return steps.indices.map { i in
            var step = steps[i]
            step.zoom = zooms[i]
            step.turn = turns[i]
            return step
        }
    }

    private static func steady(_ steps: [CameraStep], _ rates: [Double], _ frameRate: Double) -> [Double] {
        var times = [0]
        var sums = [0.0]
        for (step, rate) in zip(steps, rates) {
            times.append(times[times.count - 1] + step.frames)
            sums.append(sums[sums.count - 1] + rate * Double(step.frames))
        }
        let reach = Int((window * frameRate).rounded())
        let noise = apparentRate / frameRate
        var (low, high) = (0, 0)
        return rates.indices.map { i in
            while low < i, times[low] < times[i] - reach { low += 1 }
            while high < rates.count, high <= i || times[high + 1] <= times[i + 1] + reach { high += 1 }
            let mean = (sums[high] - sums[low]) / Double(times[high] - times[low])
            let square = mean * mean
            return mean * square / (square + noise * noise)
        }
    }
}
