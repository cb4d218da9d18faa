import COpenVINO

/// Reads what OpenVINO says about a network's inputs and outputs.
enum OpenVINOPort {
    static func describeAll(
        count: (UnsafeMutablePointer<Int>) -> ov_status_e,
        port: (Int, UnsafeMutablePointer<OpaquePointer?>) -> ov_status_e
    ) throws -> [TensorDescription] {
        var total = 0
        try OpenVINOStatus.check("count the model's inputs and outputs") { count(&total) }
        return try (0..<total).map { index in
            let handle = try OpenVINOStatus.make("describe the model's inputs and outputs") { port(index, $0) }
            defer { ov_output_const_port_free(handle) }
            return try describe(handle)
        }
    }

    private static func describe(_ port: OpaquePointer) throws -> TensorDescription {
        var element = scorevision_ov_float32()
        try OpenVINOStatus.check("read a tensor's type") { ov_port_get_element_type(port, &element) }
        var shape = ov_partial_shape_t()
        try OpenVINOStatus.check("read a tensor's shape") { ov_port_get_partial_shape(port, &shape) }
        defer { ov_partial_shape_free(&shape) }
        return TensorDescription(name: name(port), shape: dimensions(shape), element: .init(element))
    }

    /// A tensor without a name is legal; it gets an empty one.
    private static func name(_ port: OpaquePointer) -> String {
        var text: UnsafeMutablePointer<CChar>?
        guard scorevision_ov_ok(ov_port_get_any_name(port, &text)), let text else { return "" }
        defer { ov_free(text) }
        return String(cString: text)
    }

    private static func dimensions(_ shape: ov_partial_shape_t) -> [Int?] {
        guard let dims = shape.dims, shape.rank.min == shape.rank.max, shape.rank.max > 0 else { return [] }
        return (0..<Int(shape.rank.max)).map {
            dims[$0].min == dims[$0].max && dims[$0].max >= 0 ? Int(dims[$0].max) : nil
        }
    }
}

extension TensorElement {
    init(_ element: ov_element_type_e) {
        switch element.rawValue {
        case scorevision_ov_uint8().rawValue: self = .uint8
        case scorevision_ov_float32().rawValue: self = .float32
        default: self = .other("type \(element.rawValue)")
        }
    }
}
