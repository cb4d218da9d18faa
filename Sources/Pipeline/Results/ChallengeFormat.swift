import Geometry
import Media
import Observations
import Platform

/// The subnet's JSON: `challenge_id`, `frames`, `processing_time`, and extensions that the subnet ignores.
///
/// The extensions are an object's `team` if it has one, `clip`, `shots`, `model` and `settings`. Coordinates have one
/// decimal, and confidences have three.
enum ChallengeFormat {
    static func write(_ result: ClipResult, to sink: ([UInt8]) throws -> Void) rethrows {
        var text = TextBuffer()
        text.append("{\"challenge_id\": ")
        text.append(quoted: result.challengeID)
        text.append(", \"frames\": [")
        for (position, frame) in result.frames.enumerated() {
            text.append(position == 0 ? "\n" : ",\n")
            append(frame, to: &text)
            try text.pass(to: sink)
        }
        text.append("\n], \"processing_time\": ")
        text.append(result.processingTime, decimals: 3)
        text.append(",\n\"clip\": ")
        append(result.clip, frameCount: result.frames.count, isCutOff: result.isCutOff, to: &text)
        text.append(",\n\"shots\": ")
        append(result.shots, to: &text)
        text.append(",\n\"model\": ")
        text.append(quoted: result.model)
        text.append(",\n\"settings\": ")
        append(result, to: &text)
        text.append("}\n")
        try text.pass(to: sink, from: 1)
    }

    private static func append(_ frame: FrameResult, to text: inout TextBuffer) {
        text.append("{\"frame_number\": ")
        text.append(frame.index)
        text.append(", \"keypoints\": [")
        for vertex in 0..<32 {
            let keypoint = vertex < frame.keypoints.count ? frame.keypoints[vertex] : .absent
            if vertex > 0 { text.append(", ") }
            text.append(UInt8(ascii: "["))
            text.append(keypoint.isPresent ? keypoint.point.x : 0, decimals: 1)
            text.append(", ")
            text.append(keypoint.isPresent ? keypoint.point.y : 0, decimals: 1)
            text.append(UInt8(ascii: "]"))
        }
        text.append("], \"objects\": [")
        for (position, object) in frame.objects.enumerated() {
            if position > 0 { text.append(", ") }
            let box = object.detection.box
            text.append("{\"id\": ")
            text.append(object.id)
            text.append(", \"bbox\": [")
            for (side, value) in [box.x1, box.y1, box.x2, box.y2].enumerated() {
                if side > 0 { text.append(", ") }
                text.append(value, decimals: 1)
            }
            text.append("], \"class_id\": ")
            text.append(object.detection.objectClass.rawValue)
            text.append(", \"confidence\": ")
            text.append(object.detection.confidence, decimals: 3)
            if let team = object.team {
                text.append(", \"team\": ")
                text.append(team)
            }
            text.append(UInt8(ascii: "}"))
        }
        text.append("]}")
    }

    private static func append(_ clip: ClipResult.ClipFacts, frameCount: Int, isCutOff: Bool, to text: inout TextBuffer)
    {
        text.append("{\"width\": ")
        text.append(clip.width)
        text.append(", \"height\": ")
        text.append(clip.height)
        text.append(", \"frame_rate\": ")
        text.append(clip.frameRate, decimals: 3)
        text.append(", \"frame_count\": ")
        text.append(frameCount)
        text.append(", \"codec\": ")
        text.append(quoted: clip.codec)
        text.append(clip.endedEarly || isCutOff ? ", \"ended_early\": true" : ", \"ended_early\": false")
        if let missing = clip.ending?.missingFrames, missing > 0 {
            text.append(", \"missing_frames\": ")
            text.append(missing)
        }
        text.append(UInt8(ascii: "}"))
    }

    private static func append(_ shots: [ShotSpan], to text: inout TextBuffer) {
        text.append(UInt8(ascii: "["))
        for (position, shot) in shots.enumerated() {
            text.append(position == 0 ? "{\"from_frame\": " : ", {\"from_frame\": ")
            text.append(shot.firstFrame)
            text.append(", \"to_frame\": ")
            text.append(shot.lastFrame)
            text.append(", \"kind\": ")
            text.append(quoted: shot.kind.rawValue)
            text.append(UInt8(ascii: "}"))
        }
        text.append(UInt8(ascii: "]"))
    }

    private static func append(_ result: ClipResult, to text: inout TextBuffer) {
        let settings = result.settings
        text.append("{\"frame_stride\": ")
        text.append(settings.frameStride)
        text.append(", \"batch_size\": ")
        text.append(settings.batchSize)
        text.append(", \"img_size\": ")
        text.append(settings.imageSize)
        text.append(", \"fill\": ")
        text.append(quoted: settings.fill)
        text.append(", \"strides\": [")
        for (position, span) in result.strides.enumerated() {
            text.append(position == 0 ? "{\"from_frame\": " : ", {\"from_frame\": ")
            text.append(span.firstFrame)
            text.append(", \"stride\": ")
            text.append(span.stride)
            text.append(UInt8(ascii: "}"))
        }
        text.append("]")
        text.append(UInt8(ascii: "}"))
    }
}
