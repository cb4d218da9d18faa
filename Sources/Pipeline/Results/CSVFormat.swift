import Geometry
import Observations
import Pitch
import Platform

/// A table with one line for each object, for a spreadsheet or a data frame.
///
/// `pitch_x` and `pitch_y` are metres from the corner of vertex 1, empty if the pitch isn't known. The ball is assumed
/// to be on the ground. `team` is 0, 1 or empty.
enum CSVFormat {
    static func write(_ result: ClipResult, to sink: ([UInt8]) throws -> Void) rethrows {
        var text = TextBuffer()
        text.append("frame,time_s,id,class,confidence,x1,y1,x2,y2,pitch_x,pitch_y,team\n")
        for frame in result.frames {
            let pitch = frame.objects.isEmpty ? nil : result.pitch(at: frame.index)
            for object in frame.objects {
                let box = object.detection.box
                text.append(frame.index)
                text.append(UInt8(ascii: ","))
                text.append(Double(frame.index) / result.clip.frameRate, decimals: 3)
                text.append(UInt8(ascii: ","))
                text.append(object.id)
                text.append(UInt8(ascii: ","))
                text.append(text: object.detection.objectClass.name)
                text.append(UInt8(ascii: ","))
                text.append(object.detection.confidence, decimals: 3)
                for value in [box.x1, box.y1, box.x2, box.y2] {
                    text.append(UInt8(ascii: ","))
                    text.append(value, decimals: 1)
                }
                if let position = pitch?.position(ofImagePoint: box.foot) {
                    text.append(UInt8(ascii: ","))
                    text.append(position.x, decimals: 2)
                    text.append(UInt8(ascii: ","))
                    text.append(position.y, decimals: 2)
                } else {
                    text.append(",,")
                }
                text.append(UInt8(ascii: ","))
                if let team = object.team { text.append(team) }
                text.append(UInt8(ascii: "\n"))
            }
            try text.pass(to: sink)
        }
        try text.pass(to: sink, from: 1)
    }
}
