import Geometry
import Observations
import Platform

/// MOTChallenge text: `frame, id, left, top, width, height, confidence, class, visibility`.
///
/// Frames count from 1, as the format requires. `class` is the project's class id.
enum MOTFormat {
    static func write(_ result: ClipResult, to sink: ([UInt8]) throws -> Void) rethrows {
        var text = TextBuffer()
        for frame in result.frames {
            for object in frame.objects {
                let box = object.detection.box
                text.append(frame.index + 1)
                text.append(UInt8(ascii: ","))
                text.append(object.id)
                for value in [box.x1, box.y1, box.width, box.height] {
                    text.append(UInt8(ascii: ","))
                    text.append(value, decimals: 2)
                }
                text.append(UInt8(ascii: ","))
                text.append(object.detection.confidence, decimals: 3)
                text.append(UInt8(ascii: ","))
                text.append(object.detection.objectClass.rawValue)
                text.append(",1\n")
            }
            try text.pass(to: sink)
        }
        try text.pass(to: sink, from: 1)
    }
}
