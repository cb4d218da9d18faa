/// One output of a finished request, borrowed for the length of a closure. Unsafe: the values are the engine's memory.
public struct TensorView {
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
    func picture(_ index: Int) -> TensorView {
        let inner = Array(shape.dropFirst())
        let count = shape[0] > 0 ? values.count / shape[0] : 0
        return TensorView(
            shape: inner, values: UnsafeBufferPointer(rebasing: values[(index * count)..<((index + 1) * count)]))
    }
}
