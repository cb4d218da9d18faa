import Foundation

/// What an ONNX file says about itself, read without an engine: metadata, inputs and outputs.
///
/// Field numbers are those of `onnx.proto3`, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
struct ONNXFile {
    let metadata: [String: String]
    let inputs: [TensorDescription]
    let outputs: [TensorDescription]

    init(path: String) throws {
        guard FileManager.default.isReadableFile(atPath: path),
            let data = FileManager.default.contents(atPath: path)
        else {
            throw InferenceError(.modelMissing, "no readable model file at \(path)")
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
        // Old files list their weights among the inputs.
        self.inputs = inputs.filter { !constants.contains($0.name) }
        self.outputs = outputs
    }

    /// A `StringStringEntryProto`.
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

    /// A `ValueInfoProto`: name, and a type that is expected to be a tensor's.
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

    /// A `TypeProto.Tensor`.
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

    /// A `TensorShapeProto.Dimension`: a number, or a name for one that is open.
    private static func dimension(_ message: ArraySlice<UInt8>) throws -> Int? {
        var reader = ProtobufReader(message)
        while let (field, value) = try reader.next() {
            if field == 1, case .varint(let size) = value, let size = Int(exactly: size), size > 0 { return size }
        }
        return nil
    }
}
