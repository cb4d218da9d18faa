import Foundation
import HTTPTypes
import Hummingbird

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
