import Foundation

/// A message between the service and a worker process: one byte for the kind, four bytes for the length in big-endian
/// order, and the payload.
package struct WorkerMessage: Sendable, Equatable {
    package enum Kind: UInt8, Sendable, CaseIterable {
        // Sent to the worker.
        case configure = 1
        case body, job, cancel
        // Sent by the worker.
        case ready = 65
        case progress, part, done, failed, broken
    }

    /// The process that sends a message.
    package enum Sender: Sendable {
        case service, worker
    }

    package var kind: Kind
    package var payload: [UInt8] = []

    package init(_ kind: Kind, payload: [UInt8] = []) {
        self.kind = kind
        self.payload = payload
    }

    /// Creates a message whose payload is a value as JSON.
    package init(_ kind: Kind, json value: some Encodable) throws {
        self.kind = kind
        payload = Array(try JSONEncoder().encode(value))
    }

    /// Decodes the payload from JSON.
    package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(payload))
    }

    /// The kind and the length, as sent before the payload.
    var header: [UInt8] {
        let length = UInt32(payload.count)
        return [kind.rawValue] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    }

    package static let headerLength = 5

    /// Parses a header. Returns `nil` if `sender` may not send messages of that kind or length.
    static func read(header: [UInt8], from sender: Sender) -> (kind: Kind, length: Int)? {
        guard header.count == headerLength, let kind = Kind(rawValue: header[0]), kind.sender == sender else {
            return nil
        }
        let length = header[1...].reduce(0) { $0 << 8 | Int($1) }
        return length <= kind.mostBytes ? (kind, length) : nil
    }
}

extension WorkerMessage.Kind {
    var sender: WorkerMessage.Sender {
        switch self {
        case .configure, .body, .job, .cancel: .service
        case .ready, .progress, .part, .done, .failed, .broken: .worker
        }
    }

    /// The longest payload, in bytes.
    var mostBytes: Int {
        switch self {
        case .configure, .job: 1 << 20
        case .body: PredictRequest.longestBody
        case .part: 256 << 10
        case .cancel, .ready, .progress: 4 << 10
        case .done, .failed, .broken: 64 << 10
        }
    }
}
