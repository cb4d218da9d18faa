import Geometry
import Observations
import Testing

@testable import Tracking

@Suite struct SmootherTests {
    private let model = WalkModel(deviation: 1, memory: 1, frameRate: 25, longest: 40)

    /// Steps of the model are those of a single step, taken again and again.
    @Test func severalStepsAtOnceAreSeveralSteps() {
        var state = WalkState(position: 3, noise: 0.5, unit: 2, model: model)
        state.velocity = 0.7
        var slow = state
        for _ in 0..<7 { slow = slow.ahead(model.step(frames: 1), unit: 2) }
        let fast = state.ahead(model.step(frames: 7), unit: 2)
        #expect(abs(slow.position - fast.position) < 1e-12)
        #expect(abs(slow.velocity - fast.velocity) < 1e-12)
        #expect(abs(slow.positionVariance - fast.positionVariance) < 1e-12)
        #expect(abs(slow.covariance - fast.covariance) < 1e-12)
        #expect(abs(slow.velocityVariance - fast.velocityVariance) < 1e-12)
    }

    /// The velocity of a person of whom nothing is known stays as uncertain as it is.
    @Test func theVelocityIsStationary() {
        let state = WalkState(position: 0, noise: 1, unit: 1, model: model).ahead(model.step(frames: 30), unit: 1)
        #expect(abs(state.velocityVariance - model.velocityVariance) < 1e-12)
    }

    /// The same path by NumPy, as the solution of the whole linear least squares problem at once.
    @Test func theSmoothedPathIsTheBatchSolution() {
        let frames = [0, 1, 2, 4, 5, 8]
        let values = [0.0, 1.2, 1.9, 4.3, 4.8, 8.1]
        let smoothed = WalkSmoother(model: model, unit: 1, noise: 0.1).smooth(frames: frames, values: values)
        let batch = [
            0.52656343, 1.35358326, 2.20818181, 3.08289618, 3.96627005, 4.84686157, 5.71758495, 6.57072567, 7.39853988,
        ]
        #expect(smoothed.count == 9)
        for (ours, theirs) in zip(smoothed, batch) { #expect(abs(ours - theirs) < 1e-6) }
    }

    @Test func aSizeIsInterpolatedOverAGap() {
        let sizes = SizeSmoother(change: 1, noise: 1e-4).smooth(frames: [0, 4], values: [10, 14])
        for (size, wanted) in zip(sizes, [10, 11, 12, 13, 14.0]) { #expect(abs(size - wanted) < 1e-3) }
    }

    @Test func aSteadySizeLosesItsNoise() {
        let values = (0..<40).map { 50 + ($0 % 2 == 0 ? 1.0 : -1) }
        let sizes = SizeSmoother(change: 0.05, noise: 1).smooth(frames: Array(0..<40), values: values)
        for size in sizes[5..<35] { #expect(abs(size - 50) < 0.2) }
    }

    @Test func noiseIsReadFromTheBoxes() {
        var generator = SeededGenerator(seed: 2)
        func normal() -> Double {
            (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0...1, using: &generator) }
        }
        let tracklets = (0..<10).map { i in
            Tracklet(
                sightings: (0..<100).map { t in
                    let box = Box(
                        center: Point(Double(100 * i) + 2 * Double(t) + 3 * normal(), 300 + 0.1 * normal()), width: 30,
                        height: 80 + 4 * normal())
                    return Sighting(
                        frame: t, detection: Detection(box: box, objectClass: .player, confidence: 1), place: box)
                })
        }
        let noise = BoxNoise(tracklets)
        #expect(abs(noise.x.noise - 3.0 / 80) < 0.006)
        #expect(noise.y.noise < 0.005)
        #expect(abs(noise.height.noise - 4.0 / 80) < 0.01)
    }
}
