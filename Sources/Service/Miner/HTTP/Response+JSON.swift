import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// An answer of JSON bytes.
    static func json(_ bytes: [UInt8], status: Int = HTTPStatuses.answered) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func json(_ value: some Encodable, status: Int = HTTPStatuses.answered) -> Response {
        json(JSONText.bytes(value), status: status)
    }

    /// The answer to a request that was refused or failed: `detail` as FastAPI's clients know it, and our code.
    static func problem(_ status: Int, code: String, _ message: String) -> Response {
        json(["detail": message, "code": code], status: status)
    }

    /// The answer in place of a page of the operator's.
    static func problem(_ problem: PageProblem, _ message: String) -> Response {
        .problem(problem.status, code: problem.rawValue, message)
    }

    /// A text of that type.
    static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
