public import GPU

/// The type of a tensor's elements.
public enum TensorElement: Hashable, Sendable {
    /// Unsigned bytes.
    case uint8
    /// 32-bit floats.
    case float32
    /// Any other type, by the engine's name or number for it.
    case other(String)

    /// The size of an element in bytes; 0 if it is unknown.
    public var size: Int {
        switch self {
        case .uint8: 1
        case .float32: 4
        case .other: 0
        }
    }
}

/// The name, shape and element type of an input or output of a network.
public struct TensorDescription: Hashable, Sendable {
    /// The name in the model file; empty if it has none.
    public var name: String
    /// The dimensions, outermost first. `nil` = decided when the network is compiled or run.
    public var shape: [Int?]
    /// The type of the elements.
    public var element: TensorElement

    /// Makes a description of an input or output.
    public init(name: String, shape: [Int?], element: TensorElement) {
        self.name = name
        self.shape = shape
        self.element = element
    }

    /// The shape if no dimension is open, otherwise `nil`.
    public var fixedShape: [Int]? {
        let fixed = shape.compactMap { $0 }
        return fixed.count == shape.count ? fixed : nil
    }

    /// Returns the number of values in a tensor of this shape; `nil` if a dimension is negative or the number
    /// overflows.
    package static func count(of shape: [Int]) -> Int? {
        if shape.contains(0) { return 0 }
        return shape.reduce(1) { (total: Int?, size) in
            guard let total, size > 0 else { return nil }
            let (product, overflows) = total.multipliedReportingOverflow(by: size)
            return overflows ? nil : product
        }
    }

    /// The shape for messages, such as `[1, 8, ?]`.
    public var shapeText: String { "[" + shape.map { $0.map(String.init) ?? "?" }.joined(separator: ", ") + "]" }
}

/// An output of a finished request, valid for the duration of a closure. Unsafe: the values are the engine's memory.
public struct TensorView {
    /// The dimensions, outermost first.
    public let shape: [Int]
    /// The values in row-major order. Their number is the product of the shape.
    public let values: UnsafeBufferPointer<Float>

    /// Makes a view of values.
    ///
    /// - Precondition: the number of `values` matches the shape.
    public init(shape: [Int], values: UnsafeBufferPointer<Float>) {
        precondition(TensorDescription.count(of: shape) == values.count, "a tensor's values fill its shape")
        self.shape = shape
        self.values = values
    }

    /// Makes a view of bytes.
    ///
    /// - Precondition: the bytes are floats, and their number matches the shape.
    init(shape: [Int], bytes: UnsafeMutableRawBufferPointer) {
        self.init(shape: shape, values: UnsafeBufferPointer(bytes.bindMemory(to: Float.self)))
    }

    /// Returns the part of one picture of the batch: a tensor with one dimension less.
    package func picture(_ index: Int) -> TensorView {
        let inner = Array(shape.dropFirst())
        let count = shape[0] > 0 ? values.count / shape[0] : 0
        return TensorView(
            shape: inner, values: UnsafeBufferPointer(rebasing: values[(index * count)..<((index + 1) * count)]))
    }
}

/// The input of a network in a GPU's memory. Unsafe: only kernels may use its address.
public struct DeviceTensor: Sendable {
    /// The address of the tensor in the GPU's memory. The layout is row-major, in the shape that the network takes.
    public var address: UInt64
    /// The element type that the network takes: bytes, or floats that the writer computes as bytes divided by
    /// `divisor`.
    public var element: TensorElement
    /// The number that divides bytes to give floats.
    public var divisor: Float
    /// The stream for writing the tensor. A run begins after all work in the stream is done.
    public var stream: CUDAStream
}
