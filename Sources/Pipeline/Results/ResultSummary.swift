import Geometry
import Observations
import Platform

/// A summary of a result in one sentence.
public struct ResultSummary: Sendable {
    private let result: ClipResult
    /// The number of points in one plane that determine its position.
    private static let leastKeypoints = 4

    /// Makes the summary of a result.
    public init(_ result: ClipResult) {
        self.result = result
    }

    /// The summary, such as "Found 19.3 players, 0.9 goalkeepers, … per frame, 31 ids, 1 shot; the pitch in 98 % of 300
    /// frames".
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
            Found \(persons) and \(average(.ball)) balls per frame, \(ids.count) ids, \
            \(result.shots.count) \(result.shots.count == 1 ? "shot" : "shots"); \
            the pitch in \(seen * 100 / Int(frames)) % of \(result.frames.count) frames
            """
    }
}
