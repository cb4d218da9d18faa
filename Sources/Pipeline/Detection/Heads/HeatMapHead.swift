import Engines
import Geometry
import Observations

/// The project's own head: heat maps of object centres at a quarter of the picture's size and of keypoints at an
/// eighth.
///
/// Outputs, identified by name, for a picture of W x H: `objects` `[N, 4, H/4, W/4]`, `boxes` of the same shape,
/// `keypoints` `[N, 32, H/8, W/8]`, `offsets` `[N, 2, H/8, W/8]`. `HeatMapDecoder` explains their meaning.
struct HeatMapHead: Head {
    private let objects: Int
    private let boxes: Int
    private let keypoints: Int
    private let offsets: Int
    private let classes: [ObjectClass?]
    private let settings: DecodingSettings

    private static let defaultIOU = 0.55
    /// The overlap above which two boxes of different person classes are the same person.
    private static let personIOU = 0.55
    /// The share of a box inside a larger person above which the box is a part of that person.
    private static let partShare = 0.7

    init(_ context: HeadContext) throws {
        let (width, height) = (context.width, context.height)
        classes = context.classes.map(\.objectClass)
        settings = context.settings
        func find(_ name: String, _ channels: Int, _ scale: Int) throws -> Int {
            try context.output(
                name, [context.batch, channels, height / scale, width / scale], kind: .centreHeatMap)
        }
        objects = try find("objects", classes.count, HeatMapDecoder.objectCell)
        boxes = try find("boxes", 4, HeatMapDecoder.objectCell)
        keypoints = try find("keypoints", FrameDetections.keypointCount, HeatMapDecoder.keypointCell)
        offsets = try find("offsets", 2, HeatMapDecoder.keypointCell)
    }

    func decode(_ outputs: [TensorView], picture index: Int, letterbox: Letterbox) -> FrameDetections {
        let candidates = HeatMapDecoder.objects(
            scores: outputs[objects].picture(index), sides: outputs[boxes].picture(index),
            confidence: settings.confidence)
        var kept = NonMaximumSuppression.perClassFading(
            candidates.known(classes), iou: settings.iou ?? Self.defaultIOU, limit: settings.maxDetections,
            confidence: settings.confidence)
        if !settings.multiLabel {
            let isPerson = { (index: Int) in classes[index]?.isPerson == true }
            kept = NonMaximumSuppression.acrossClasses(kept, iou: Self.personIOU, inGroup: isPerson)
            kept = NonMaximumSuppression.wholes(kept, share: Self.partShare, inGroup: isPerson)
        }
        var result = FrameDetections(kept, classes: classes, letterbox: letterbox)
        result.keypoints = HeatMapDecoder.keypoints(
            scores: outputs[keypoints].picture(index), offsets: outputs[offsets].picture(index),
            confidence: settings.keypointConfidence
        ).map { $0.isPresent ? Keypoint(point: letterbox.toSource($0.point), confidence: $0.confidence) : .absent }
        return result
    }
}
