import Engines
import Foundation

/// The metadata, inputs and outputs of an ONNX file, read without an engine.
///
/// Field numbers are those of `onnx.proto3`, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
struct ONNXFile {
    let metadata: [String: String]
    let inputs: [TensorDescription]
    let outputs: [TensorDescription]

    init(metadata: [String: String], inputs: [TensorDescription], outputs: [TensorDescription]) {
        self.metadata = metadata
        self.inputs = inputs
        self.outputs = outputs
    }

    init(path: String) throws {
        guard FileManager.default.isReadableFile(atPath: path),
            let data = FileManager.default.contents(atPath: path)
        else {
            throw InferenceError(.modelMissing, "there is no readable model file at \(path)")
        }
        do {
            try self.init(bytes: [UInt8](data))
        } catch let error as InferenceError {
            throw InferenceError(error.code, "\(path): \(error.message)")
        }
    }

    init(bytes: [UInt8]) throws {
        var metadata: [String: String] = [:]
        var graph: ArraySlice<UInt8>?
        try ProtobufReader.forEachBytes(in: bytes[...]) { field, value in
            if field == 7 { graph = value }
            if field == 14 {
                let (key, text) = try Self.entry(value)
                metadata[key] = text
            }
        }
        guard let graph else { throw ProtobufReader.malformed }
        var inputs: [TensorDescription] = []
        var outputs: [TensorDescription] = []
        var constants: Set<String> = []
        try ProtobufReader.forEachBytes(in: graph) { field, value in
            switch field {
            case 5: constants.insert(try Self.text(value, field: 8))
            case 11: inputs.append(try Self.tensor(value))
            case 12: outputs.append(try Self.tensor(value))
            default: break
            }
        }
        self.metadata = metadata
        // Old files list their weights as inputs.
        self.inputs = inputs.filter { !constants.contains($0.name) }
        self.outputs = outputs
    }

    /// Decodes a `StringStringEntryProto`.
    private static func entry(_ message: ArraySlice<UInt8>) throws -> (key: String, value: String) {
        (try text(message, field: 1), try text(message, field: 2))
    }

    private static func text(_ message: ArraySlice<UInt8>, field wanted: Int) throws -> String {
        var result = ""
        try ProtobufReader.forEachBytes(in: message) { field, value in
            if field == wanted { result = String(decoding: value, as: UTF8.self) }
        }
        return result
    }

    /// Decodes a `ValueInfoProto`: a name and a type, which is expected to be a tensor.
    private static func tensor(_ message: ArraySlice<UInt8>) throws -> TensorDescription {
        var result = TensorDescription(name: "", shape: [], element: .other("unknown"))
        try ProtobufReader.forEachBytes(in: message) { field, value in
            if field == 1 { result.name = String(decoding: value, as: UTF8.self) }
            guard field == 2 else { return }
            try ProtobufReader.forEachBytes(in: value) { kind, tensorType in
                guard kind == 1 else { return }
                (result.element, result.shape) = try elementAndShape(tensorType)
            }
        }
        return result
    }

    /// Decodes a `TypeProto.Tensor`.
    private static func elementAndShape(_ message: ArraySlice<UInt8>) throws -> (TensorElement, [Int?]) {
        var element = TensorElement.other("unknown")
        var shape: [Int?] = []
        var reader = ProtobufReader(message)
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (1, .varint(1)): element = .float32
            case (1, .varint(2)): element = .uint8
            case (1, .varint(let other)): element = .other("type \(other)")
            case (2, .bytes(let dimensions)):
                try ProtobufReader.forEachBytes(in: dimensions) { field, dimension in
                    if field == 1 { shape.append(try Self.dimension(dimension)) }
                }
            default: break
            }
        }
        return (element, shape)
    }

    /// Decodes a `TensorShapeProto.Dimension`: a number, or `nil` for a named dimension, which is open.
    private static func dimension(_ message: ArraySlice<UInt8>) throws -> Int? {
        var reader = ProtobufReader(message)
        while let (field, value) = try reader.next() {
            if field == 1, case .varint(let size) = value, let size = Int(exactly: size), size > 0 { return size }
        }
        return nil
    }
}

/// A reader of the fields of a protobuf message. It checks every length against the available bytes.
///
/// The wire format is a varint key of field number and type, followed by the value. See
/// https://protobuf.dev/programming-guides/encoding
struct ProtobufReader {
    enum Value {
        case varint(UInt64)
        case bytes(ArraySlice<UInt8>)
        /// A value of 32 or 64 bits, which is skipped because no caller needs one.
        case fixed
    }

    /// The error for bytes that don't follow the wire format or end too early.
    static let malformed = InferenceError(.modelUnreadable, "not an ONNX model, or damaged or incomplete")

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// Returns the next field, or `nil` at the end of the message.
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
    /// Calls `body` with each field that holds bytes: strings and nested messages.
    static func forEachBytes(
        in message: ArraySlice<UInt8>, _ body: (Int, ArraySlice<UInt8>) throws -> Void
    ) throws {
        var reader = ProtobufReader(message)
        while let (field, value) = try reader.next() {
            if case .bytes(let bytes) = value { try body(field, bytes) }
        }
    }
}
