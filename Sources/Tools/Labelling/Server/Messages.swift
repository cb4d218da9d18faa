import Foundation
import Geometry
import HTTPTypes
import Hummingbird
import Observations
import Pitch

/// What the page has to know of the clip, once.
struct ClipAnswer: Encodable, Sendable {
    struct Frame: Encodable, Sendable {
        var frame: Int
        var time: Double
        var state: LabelStore.State
    }

    var clip: String
    var folder: String
    /// Pixels.
    var width: Int
    var height: Int
    /// Tells pictures of one clip from another's in the browser's cache.
    var session: String
    var frames: [Frame]
    /// By class id.
    var classes = ObjectClass.allCases.map(\.name)
    /// The pitch to choose vertices on, in metres.
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

/// One frame, with its labels.
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

/// What the page sends to have a frame's labels written.
struct SaveRequest: Decodable, Sendable {
    var labels: FrameLabels
    var done: Bool
    /// Of the labels that these were made from; absent to write over whatever is there.
    var revision: String?
}

/// Where an error becomes a status.
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

    /// `{"error": {"code": "changedMeanwhile", "message": "…"}}`.
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
    /// An answer that no cache keeps.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}
