public import GPU

/// The type of a tensor's elements, as far as an input or output here may have it.
public enum TensorElement: Hashable, Sendable {
    case uint8
    case float32
    /// Anything else, by the engine's name for it.
    case other(String)

    /// Bytes per element; 0 where unknown.
    public var size: Int {
        switch self {
        case .uint8: 1
        case .float32: 4
        case .other: 0
        }
    }
}

/// Name, shape and type of one input or output of a network.
public struct TensorDescription: Hashable, Sendable {
    /// The name in the model file; empty if it has none.
    public var name: String
    /// Outermost dimension first; nil = decided when the network is compiled or run.
    public var shape: [Int?]
    /// The type of the elements.
    public var element: TensorElement

    /// Makes a description of its parts.
    public init(name: String, shape: [Int?], element: TensorElement) {
        self.name = name
        self.shape = shape
        self.element = element
    }

    /// The shape where no dimension is open, else nil.
    public var fixedShape: [Int]? {
        let fixed = shape.compactMap { $0 }
        return fixed.count == shape.count ? fixed : nil
    }

    /// The number of values of a tensor of this shape; nil if it is negative or too large to count.
    package static func count(of shape: [Int]) -> Int? {
        if shape.contains(0) { return 0 }
        return shape.reduce(1) { (total: Int?, size) in
            guard let total, size > 0 else { return nil }
            let (product, overflows) = total.multipliedReportingOverflow(by: size)
            return overflows ? nil : product
        }
    }

    /// The shape for messages: `[1, 8, ?]`.
    public var shapeText: String { "[" + shape.map { $0.map(String.init) ?? "?" }.joined(separator: ", ") + "]" }
}

/// One output of a finished request, borrowed for the length of a closure. Unsafe: the values are the engine's memory.
public struct TensorView {
    /// Outermost dimension first.
    public let shape: [Int]
    /// Row-major, as many as the product of the shape.
    public let values: UnsafeBufferPointer<Float>

    /// - Precondition: `values` holds as many elements as the shape says.
    public init(shape: [Int], values: UnsafeBufferPointer<Float>) {
        precondition(TensorDescription.count(of: shape) == values.count, "a tensor's values fill its shape")
        self.shape = shape
        self.values = values
    }

    /// - Precondition: the bytes are floats, as many as the shape says.
    init(shape: [Int], bytes: UnsafeMutableRawBufferPointer) {
        self.init(shape: shape, values: UnsafeBufferPointer(bytes.bindMemory(to: Float.self)))
    }

    /// The part that belongs to one picture of the batch: a tensor of one dimension less.
    package func picture(_ index: Int) -> TensorView {
        let inner = Array(shape.dropFirst())
        let count = shape[0] > 0 ? values.count / shape[0] : 0
        return TensorView(
            shape: inner, values: UnsafeBufferPointer(rebasing: values[(index * count)..<((index + 1) * count)]))
    }
}

/// A network's input in a GPU's memory. Unsafe: what is at its address is for kernels only.
public struct DeviceTensor: Sendable {
    /// Row-major, of the shape that the network takes.
    public var address: UInt64
    /// As the network takes it: bytes, or floats where whatever writes it divides bytes by `divisor`.
    public var element: TensorElement
    /// What bytes are divided by on their way into floats.
    public var divisor: Float
    /// Where writing it belongs: a run begins once what is in the stream is done.
    public var stream: CUDAStream
}
