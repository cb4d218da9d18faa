/// Writes the parts of an ONNX file that describe a model: metadata, inputs and outputs. It has no weights.
struct ONNXBuilder {
    /// The dimensions of a tensor; nil = open.
    typealias Shape = [Int?]

    var metadata: [String: String] = [:]
    var inputs: [(name: String, shape: Shape)] = [("images", [1, 3, 32, 64])]
    var outputs: [(name: String, shape: Shape)] = [("output0", [1, 8, 42])]

    var bytes: [UInt8] {
        let graph =
            inputs.flatMap { Self.field(11, Self.value($0)) } + outputs.flatMap { Self.field(12, Self.value($0)) }
        return Self.field(7, graph)
            + metadata.sorted { $0.key < $1.key }.flatMap { entry in
                Self.field(14, Self.field(1, Array(entry.key.utf8)) + Self.field(2, Array(entry.value.utf8)))
            }
    }

    private static func value(_ tensor: (name: String, shape: Shape)) -> [UInt8] {
        let dimensions = tensor.shape.flatMap { size in
            field(1, size.map { varint(1 << 3) + varint(UInt64(bitPattern: Int64($0))) } ?? field(2, Array("n".utf8)))
        }
        let type = field(1, varint(1 << 3) + varint(1) + field(2, dimensions))
        return field(1, Array(tensor.name.utf8)) + field(2, type)
    }

    private static func field(_ number: UInt64, _ bytes: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(UInt64(bytes.count)) + bytes
    }

    private static func varint(_ value: UInt64) -> [UInt8] {
        var (rest, bytes): (UInt64, [UInt8]) = (value, [])
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F | 0x80))
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
