/// Reads the fields of one protobuf message, every length checked against the bytes that are there.
///
/// The wire format: a varint key of field number and type, then the value. https://protobuf.dev/programming-guides/encoding
struct ProtobufReader {
    enum Value {
        case varint(UInt64)
        case bytes(ArraySlice<UInt8>)
        /// 32 or 64 bits of fixed width, which nothing here needs.
        case fixed
    }

    /// The bytes don't follow the wire format, or end too early.
    static let malformed = InferenceError(.modelUnreadable, "not an ONNX model, or one that is damaged or cut off")

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// The next field, or nil at the end of the message.
    mutating func next() throws -> (field: Int, value: Value)? {
        guard !rest.isEmpty else { return nil }
        let key = try varint()
        let field = Int(truncatingIfNeeded: key >> 3 & 0x1FFF_FFFF)
        guard field > 0 else { throw Self.malformed }
        switch key & 7 {
        case 0: return (field, .varint(try varint()))
        case 1: _ = try take(8)
        case 2:
            guard let count = Int(exactly: try varint()) else { throw Self.malformed }
            return (field, .bytes(try take(count)))
        case 5: _ = try take(4)
        default: throw Self.malformed
        }
        return (field, .fixed)
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw Self.malformed }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    private mutating func varint() throws -> UInt64 {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else { throw Self.malformed }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
        }
        throw Self.malformed
    }
}

extension ProtobufReader {
    /// Calls `body` with each field that holds bytes: strings and messages within the message.
    static func forEachBytes(
        in message: ArraySlice<UInt8>, _ body: (Int, ArraySlice<UInt8>) throws -> Void
    ) throws {
        var reader = ProtobufReader(message)
        while let (field, value) = try reader.next() {
            if case .bytes(let bytes) = value { try body(field, bytes) }
        }
    }
}
