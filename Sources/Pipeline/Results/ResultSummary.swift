import Geometry
import Observations
import Platform

/// What a result holds, in one sentence a person reads.
public struct ResultSummary: Sendable {
    private let result: ClipResult
    /// So many of one plane's points say where it is.
    private static let leastKeypoints = 4

    public init(_ result: ClipResult) {
        self.result = result
    }

    /// "Found 19.3 players, 0.9 goalkeepers, … a frame, 31 ids, 1 shot; the pitch in 98 % of 300 frames".
    public var text: String {
        let frames = Double(max(1, result.frames.count))
        var counts = [Int](repeating: 0, count: ObjectClass.allCases.count)
        var ids: Set<Int> = []
        var seen = 0
        for frame in result.frames {
            for object in frame.objects {
                counts[object.detection.objectClass.rawValue] += 1
                ids.insert(object.id)
            }
            if frame.keypoints.count(where: \.isPresent) >= Self.leastKeypoints { seen += 1 }
        }
        let average = { (kind: ObjectClass) in
            var text = TextBuffer()
            text.append(Double(counts[kind.rawValue]) / frames, decimals: 1)
            return String(decoding: text.bytes, as: UTF8.self)
        }
        let persons = "\(average(.player)) players, \(average(.goalkeeper)) goalkeepers, \(average(.referee)) referees"
        return """
            Found \(persons) and \(average(.ball)) balls a frame, \(ids.count) ids, \
            \(result.shots.count) \(result.shots.count == 1 ? "shot" : "shots"); \
            the pitch in \(seen * 100 / Int(frames)) % of \(result.frames.count) frames
            """
    }
}
