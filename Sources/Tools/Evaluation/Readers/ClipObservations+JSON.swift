import Foundation
import Geometry
import Observations
import Tracking

extension ClipObservations {
    /// - Throws: `EvaluationError`, `malformed` where the file is neither a result of a clip nor its truth.
    public init(path: String) throws(EvaluationError) {
        try self.init(json: TextFile.bytes(of: path), source: path)
    }

    /// - Parameters:
    ///   - json: the bytes of the file.
    ///   - source: what errors call it.
    public init(json: [UInt8], source: String) throws(EvaluationError) {
        let file: ClipFile
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            file = try decoder.decode(ClipFile.self, from: Data(json))
        } catch {
            throw EvaluationError(
                .malformed,
                "This is not a result in the subnet's JSON, nor a clip's truth: \(Self.explanation(of: error)).",
                source: source)
        }
        if let version = file.version, version != 1 {
            throw EvaluationError(
                .malformed, "This truth has version \(version); this program reads version 1.", source: source)
        }
        var frames: [Frame] = []
        for frame in file.frames { frames.append(try Self.frame(frame, source: source)) }
        frames.sort { $0.index < $1.index }
        for (frame, next) in zip(frames, frames.dropFirst()) where frame.index == next.index {
            throw EvaluationError(.malformed, "Frame \(frame.index) stands in it twice.", source: source)
        }
        self.init(
            frames: frames, challengeID: file.challengeId, processingTime: file.processingTime,
            width: file.clip?.width, height: file.clip?.height)
    }

    private static func frame(_ frame: ClipFile.Frame, source: String) throws(EvaluationError) -> Frame {
        guard (0..<1_000_000).contains(frame.frameNumber) else {
            throw EvaluationError(.malformed, "\(frame.frameNumber) is no frame number.", source: source)
        }
        var objects: [TrackedObject] = []
        for object in frame.objects {
            guard object.bbox.count == 4, let objectClass = ObjectClass(rawValue: object.classId) else {
                throw EvaluationError(
                    .malformed,
                    "An object of frame \(frame.frameNumber) has no bbox of 4 numbers or no class_id from 0 to 3.",
                    source: source)
            }
            guard (0...1).contains(object.team ?? 0) else {
                throw EvaluationError(
                    .malformed, "An object of frame \(frame.frameNumber) has a team that is neither 0 nor 1.",
                    source: source)
            }
            let box = Box(x1: object.bbox[0], y1: object.bbox[1], x2: object.bbox[2], y2: object.bbox[3])
            objects.append(
                TrackedObject(
                    id: object.id,
                    detection: Detection(box: box, objectClass: objectClass, confidence: object.confidence ?? 1)))
        }
        let keypoints = (frame.keypoints ?? []).map { place -> Keypoint in
            guard place.count >= 2, place[0] != 0 || place[1] != 0 else { return .absent }
            return Keypoint(point: Point(x: place[0], y: place[1]), confidence: 1)
        }
        return Frame(
            index: frame.frameNumber, objects: objects, teams: frame.objects.map(\.team), keypoints: keypoints)
    }

    private static func explanation(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "\"\(key.stringValue)\" is missing\(place(context))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "a value has the wrong type\(place(context))"
        default: "it can't be parsed"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        context.codingPath.isEmpty ? "" : " at " + context.codingPath.map(\.stringValue).joined(separator: "/")
    }
}

/// The file as it stands; the names are the format's, in camel case.
private struct ClipFile: Decodable {
    struct Frame: Decodable {
        var frameNumber: Int
        var keypoints: [[Double]]?
        var objects: [Object]
    }

    struct Object: Decodable {
        var id: Int
        var bbox: [Double]
        var classId: Int
        var confidence: Double?
        var team: Int?
    }

    struct Clip: Decodable {
        var width: Int
        var height: Int
    }

    /// Of a truth; a result has none.
    var version: Int?
    var challengeId: String?
    var frames: [Frame]
    var processingTime: Double?
    var clip: Clip?
}
