import Geometry
import Testing

@testable import Tracking

@Suite struct BoxFilterTests {
    private func box(_ x: Double, _ y: Double, _ aspect: Double, _ height: Double) -> Box {
        Box(center: Point(x, y), width: aspect * height, height: height)
    }

    /// The paper's 8 x 8 filter in NumPy: two steps of one frame, then a jump of three.
    @Test func agreesWithTheFullMatrixFilter() {
        var filter = BoxFilter(box(100, 200, 0.5, 80))
        let measured = [(box(104, 203, 0.48, 82), 1), (box(109, 205, 0.5, 81), 1), (box(121, 212, 0.46, 84), 3)]
        for (box, frames) in measured {
            filter.predict(frames: frames, keepsHeight: false)
            filter.correct(box)
        }
        let axes = [filter.x, filter.y, filter.aspect, filter.height]
        let positions = [120.555893914, 211.720593133, 0.497420409473, 83.8129692329]
        let velocities = [3.51576519488, 1.93906290184, -5.75837930217e-09, 0.558758415459]
        let positionVariances = [15.3721445113, 15.3721445113, 0.000554961802036, 15.3721445113]
        let velocityVariances = [4.90473371706, 4.90473371706, 5.99999780853e-10, 4.90473371706]
        for i in 0..<4 {
            #expect(abs(axes[i].position / positions[i] - 1) < 1e-9)
            #expect(abs(axes[i].velocity / velocities[i] - 1) < 1e-6)
            #expect(abs(axes[i].positionVariance / positionVariances[i] - 1) < 1e-9)
            #expect(abs(axes[i].velocityVariance / velocityVariances[i] - 1) < 1e-6)
        }
    }

    @Test func aCameraThatPansTakesTheBoxAlong() {
        var filter = BoxFilter(box(100, 200, 0.5, 80))
        filter.move(CameraMotion(a: 1.1, b: 0, translation: Point(5, -3)))
        #expect(abs(filter.box.center.x - 115) < 1e-9)
        #expect(abs(filter.box.center.y - 217) < 1e-9)
        #expect(abs(filter.box.height - 88) < 1e-9)
    }
}
