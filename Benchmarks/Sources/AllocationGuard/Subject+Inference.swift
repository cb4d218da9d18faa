import Geometry
import Media
import Observations

@testable import Detection
@testable import Detection
@testable import Engines

extension Subject {
    /// What stands before and after the network.
    static var inference: [Subject] { [transform, objects, keypoints, suppression] }

    /// A picture of 1280x720 into the default model's input.
    private static var transform: Subject {
        var random = SeededGenerator(seed: 1)
        var picture = PictureBuffer(width: 1280, height: 720)
        for index in picture.y.indices { picture.y[index] = UInt8.random(in: 16...235, using: &random) }
        let transform = InputTransform(
            layout: .yuv420SpaceToDepth, element: .uint8, modelWidth: 640, modelHeight: 384, sourceWidth: 1280,
            sourceHeight: 720, colour: picture.colour)
        let tensor = UnsafeMutableRawBufferPointer.allocate(byteCount: transform.byteCount, alignment: 64)
        return Subject(name: "input transform", unit: "frame of 1280x720") {
            picture.withPlanes { transform.write($0, into: tensor) }
            keep(tensor[0])
        }
    }

    /// Heat maps of 640x384 with 24 persons in them.
    private static var objects: Subject {
        let (width, height) = (160, 96)
        var random = SeededGenerator(seed: 2)
        let scores = floats(4 * width * height) { -9 }
        for _ in 0..<24 { scores[2 * width * height + Int.random(in: 0..<(width * height), using: &random)] = 2 }
        let sides = floats(4 * width * height) { 1 }
        let maps = (
            TensorView(shape: [4, height, width], values: .init(scores)),
            TensorView(shape: [4, height, width], values: .init(sides))
        )
        return Subject(name: "head decoding, boxes", unit: "frame of 24 objects") {
            keep(HeatMapDecoder.objects(scores: maps.0, sides: maps.1, confidence: 0.15).count)
        }
    }

    private static var keypoints: Subject {
        let (width, height) = (80, 48)
        var random = SeededGenerator(seed: 3)
        let scores = floats(32 * width * height) { -9 }
        for map in 0..<18 { scores[map * width * height + Int.random(in: 0..<(width * height), using: &random)] = 3 }
        let offsets = floats(2 * width * height) { 0.25 }
        let maps = (
            TensorView(shape: [32, height, width], values: .init(scores)),
            TensorView(shape: [2, height, width], values: .init(offsets))
        )
        return Subject(name: "head decoding, points", unit: "frame of 18 keypoints") {
            keep(HeatMapDecoder.keypoints(scores: maps.0, offsets: maps.1, confidence: 0.3).count)
        }
    }

    /// 200 candidates, eight for each of 25 objects.
    private static var suppression: Subject {
        var random = SeededGenerator(seed: 4)
        let candidates = (0..<200).map { index in
            let centre = Point(Double(index % 25) * 25 + Double.random(in: -2...2, using: &random), 200)
            return Candidate(
                box: Box(center: centre, width: 20, height: 50), classIndex: 2,
                confidence: Float.random(in: 0.2...0.95, using: &random), cell: index)
        }
        return Subject(name: "NMS", unit: "frame of 200 candidates") {
            keep(NonMaximumSuppression.perClass(candidates, iou: 0.6, limit: 100).count)
        }
    }

    /// Memory that lives as long as the program: a subject may run at any time.
    private static func floats(_ count: Int, _ value: () -> Float) -> UnsafeMutableBufferPointer<Float> {
        let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
        buffer.initialize(repeating: value())
        return buffer
    }
}
