import Foundation
import Geometry
import HTTPTypes
import Hummingbird
import Observations
import Pitch

/// The description of the clip that the page loads once.
struct ClipAnswer: Encodable, Sendable {
    struct Frame: Encodable, Sendable {
        var frame: Int
        var time: Double
        var state: LabelStore.State
    }

    var clip: String
    var folder: String
    /// The size of a frame, in pixels.
    var width: Int
    var height: Int
    /// The fingerprint of the clip, which keeps pictures of different clips apart in the browser's cache.
    var session: String
    var frames: [Frame]
    /// The names of the classes, indexed by class id.
    var classes = ObjectClass.allCases.map(\.name)
    /// The length of the pitch template, in metres. The page draws it so that a person can choose vertices.
    var length = PitchTemplate.vertices.map(\.x).max() ?? 0
    var breadth = PitchTemplate.vertices.map(\.y).max() ?? 0
    var vertices = PitchTemplate.vertices.map { [$0.x, $0.y] }
    var lines = PitchTemplate.lines.map { $0.points.map { [$0.x.hundredths, $0.y.hundredths] } }

    init(_ store: isolated LabelStore) {
        clip = store.identity.clip
        folder = store.folder.path
        width = store.identity.width
        height = store.identity.height
        session = store.identity.fingerprint
        frames = store.states.map { Frame(frame: $0.frame.index, time: $0.frame.time.hundredths, state: $0.state) }
    }
}

/// One frame and its labels.
struct FrameAnswer: Encodable, Sendable {
    var frame: Int
    var time: Double
    var state: LabelStore.State
    var revision: String
    var labels: FrameLabels

    init(_ entry: LabelStore.Entry) {
        frame = entry.frame.index
        time = entry.frame.time
        state = entry.state
        revision = entry.revision
        labels = entry.labels
    }
}

/// The request to save a frame's labels.
struct SaveRequest: Decodable, Sendable {
    var labels: FrameLabels
    var done: Bool
    /// The revision of the labels that this change is based on. If it is absent, the server overwrites any version.
    var revision: String?
}

/// The HTTP status of every error.
extension LabellingError {
    var status: HTTPResponse.Status {
        switch code {
        case .noSuchFrame: .notFound
        case .invalidLabels: .badRequest
        case .changedMeanwhile, .foreignFiles, .foreignResult: .conflict
        case .foreignRequest: .forbidden
        case .unreadable, .cannotWrite, .portTaken: .internalServerError
        }
    }

    /// Returns the error as a response: `{"error": {"code": "changedMeanwhile", "message": "…"}}`.
    func response() throws -> Response {
        try .json(ErrorAnswer(error: .init(code: code.rawValue, message: description)), status: status)
    }
}

private struct ErrorAnswer: Encodable {
    struct Content: Encodable {
        var code: String
        var message: String
    }

    var error: Content
}

extension Response {
    /// Returns a JSON response that no cache stores.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}
