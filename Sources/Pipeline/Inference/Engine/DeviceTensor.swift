public import CUDA

/// A network's input in a GPU's memory. Unsafe: what is at its address is for kernels only.
public struct DeviceTensor: Sendable {
    /// Row-major, of the shape that the network takes.
    public var address: UInt64
    /// As the network takes it: bytes, or floats where whatever writes it divides bytes by `divisor`.
    public var element: TensorElement
    public var divisor: Float
    /// Where writing it belongs: a run begins once what is in the stream is done.
    public var stream: CUDAStream
}
