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
    public var name: String
    /// Outermost dimension first; nil = decided when the network is compiled or run.
    public var shape: [Int?]
    public var element: TensorElement

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
    static func count(of shape: [Int]) -> Int? {
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
