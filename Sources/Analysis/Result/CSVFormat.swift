import Geometry
import Tracking

/// A table with one line an object: for a spreadsheet or a data frame. `pitch_x` and `pitch_y` are metres from the
/// corner of vertex 1, empty where the pitch is not known; `team` is 0, 1 or empty.
enum CSVFormat {
    static func encode(_ result: ClipResult) -> [UInt8] {
        var text = TextBuffer(capacity: result.frames.count * 1500)
        text.append("frame,time_s,id,class,confidence,x1,y1,x2,y2,pitch_x,pitch_y,team\n")
        for frame in result.frames {
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
                if let position = frame.position(of: object) {
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
        }
        return text.bytes
    }
}
