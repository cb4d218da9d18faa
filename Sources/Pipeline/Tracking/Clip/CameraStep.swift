import Geometry

/// The camera's motion between adjacent analysed frames, split into reliable and unreliable parts.
///
/// Players who spread out look like a zoom, and a team that wheels round looks like a roll. Summed over minutes, such
/// errors would bend the path. So zoom and roll are averaged over time and reduced to what exceeds the movement of
/// players.
struct CameraStep: Sendable {
    /// The time before and after a step over which zoom and roll are averaged, in seconds.
    private static let window = 1.0
    /// The apparent zoom and roll from players alone, in each second: shares of the scale, and radians.
    private static let apparentRate = 0.05

    let frames: Int
    /// The mean of the boxes' centres before and after the step. Its movement is the most reliable part.
    private let centre: Point
    private let centreAfter: Point
    /// The growth of the scale in each frame.
    private var zoom: Double
    /// The rotation in each frame, in radians, for small angles.
    private var turn: Double

    /// Splits a motion.
    ///
    /// - Parameter boxes: the boxes of the earlier frame, from which the motion was estimated.
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

    /// Returns the steps of a shot with smoothed zoom and roll.
    ///
    /// The smoothed value is the mean m over the window times Wiener's factor m² / (m² + n²), where n is the effect of
    /// players.
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
