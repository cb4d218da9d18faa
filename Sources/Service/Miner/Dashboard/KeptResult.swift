import Foundation

/// The parts of a stored result that the player needs, read from the subnet's format or from that of `/predict`.
struct KeptResult: Decodable, Sendable {
    struct Clip: Decodable, Sendable {
        var width: Int
        var height: Int
        var frameRate: Double
    }

    struct Object: Decodable, Sendable {
        var id: Int?
        /// The box in pixels of the frame: left, top, right, bottom.
        var bbox: [Double]
        var classId: Int
        var confidence: Double
        var team: Int?
    }

    struct Frame: Decodable, Sendable {
        var frameNumber: Int
        /// `[x, y]` in pixels; `[0, 0]` means not seen.
        var keypoints: [[Double]]
        var objects: [Object]
    }

    struct Shot: Codable, Sendable {
        var fromFrame: Int
        var toFrame: Int
    }

    var clip: Clip?
    var frames: [Frame]
    var shots: [Shot]?

    /// The longest result that the player loads, in bytes. A larger one would need gigabytes to decode, and no browser
    /// could show it.
    static let mostBytes = 32 << 20

    /// Decodes a stored result. Throws if the bytes have neither format, or exceed `mostBytes`.
    init(_ bytes: [UInt8], endpoint: String) throws {
        guard bytes.count <= Self.mostBytes else { throw CocoaError(.fileReadTooLarge) }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        if endpoint == Metrics.Endpoint.predict.rawValue {
            let answer = try decoder.decode(Predictions.self, from: Data(bytes))
            frames = answer.predictions.frames.map(\.frame)
        } else {
            self = try decoder.decode(Self.self, from: Data(bytes))
        }
    }
}

/// The format of `/predict`, which has no ids, no teams and no description of the clip.
private struct Predictions: Decodable {
    struct Found: Decodable {
        var x1: Double
        var y1: Double
        var x2: Double
        var y2: Double
        var clsId: Int
        var conf: Double
    }

    struct Frame: Decodable {
        var frameId: Int
        var boxes: [Found]
        var keypoints: [[Double]]

        var frame: KeptResult.Frame {
            KeptResult.Frame(
                frameNumber: frameId, keypoints: keypoints,
                objects: boxes.map {
                    KeptResult.Object(
                        id: nil, bbox: [$0.x1, $0.y1, $0.x2, $0.y2], classId: $0.clsId, confidence: $0.conf, team: nil)
                })
        }
    }

    struct Frames: Decodable {
        var frames: [Frame]
    }

    var predictions: Frames
}
