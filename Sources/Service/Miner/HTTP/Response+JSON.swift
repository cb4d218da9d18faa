import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// Returns a response with JSON bytes.
    static func json(_ bytes: [UInt8], status: Int = HTTPStatuses.answered) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Returns a response with a value encoded as JSON.
    static func json(_ value: some Encodable, status: Int = HTTPStatuses.answered) -> Response {
        json(JSONText.bytes(value), status: status)
    }

    /// Returns the response to a request that was refused or failed: `detail`, the field that FastAPI's clients expect,
    /// and the service's error code.
    static func problem(_ status: Int, code: String, _ message: String) -> Response {
        json(["detail": message, "code": code], status: status)
    }

    /// Returns an error response in place of an operator's page.
    static func problem(_ problem: PageProblem, _ message: String) -> Response {
        .problem(problem.status, code: problem.rawValue, message)
    }

    /// Returns a text response with a media type.
    static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
