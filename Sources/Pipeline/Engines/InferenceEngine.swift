/// An engine that loads and runs networks on one kind of device.
public protocol InferenceEngine: Sendable {
    /// The name and version for logs, such as `OpenVINO 2026.4 (CPU)`.
    var name: String { get }

    /// Loads a model file without compiling it.
    ///
    /// Throws an `InferenceError` if the file is missing, damaged or of an unsupported kind.
    func load(_ path: String) throws -> any EngineModel
}

/// A loaded network whose input shape can be changed.
public protocol EngineModel: AnyObject {
    /// The inputs of the network.
    var inputs: [TensorDescription] { get }
    /// The outputs of the network at the current input shape.
    var outputs: [TensorDescription] { get }

    /// Changes the shape of the network's only input and returns the resulting outputs.
    ///
    /// Throws an `InferenceError` if the network doesn't accept the shape.
    func reshape(input shape: [Int]) throws -> [TensorDescription]

    /// Compiles the network for its current input shape.
    ///
    /// Throws an `InferenceError` if the engine can't compile it.
    func compile(_ options: CompileOptions) throws -> any CompiledModel
}

/// The options for compiling a network.
public struct CompileOptions: Hashable, Sendable {
    /// The number that the network divides byte inputs by before its first layer; `nil` = the input keeps its own type.
    public var byteDivisor: Float?
    /// How the engine uses the machine.
    public var settings: EngineSettings

    /// Makes options for compiling a network.
    public init(byteDivisor: Float? = nil, settings: EngineSettings = .init()) {
        self.byteDivisor = byteDivisor
        self.settings = settings
    }
}

/// A compiled network that can run in several requests.
public protocol CompiledModel: AnyObject, Sendable {
    /// The input of the network, with the element type that callers write.
    var input: TensorDescription { get }
    /// The outputs, in the order of the views that a request returns.
    var outputs: [TensorDescription] { get }
    /// The number of requests that compute at the same time.
    var concurrency: Int { get }
    /// The number of requests that keep the device busy.
    var requests: Int { get }

    /// Makes a request with its own input and outputs.
    ///
    /// Throws an `InferenceError` if the engine fails or runs out of memory.
    func makeRequest() throws -> any InferenceRequest
}

/// One run of a network, with its own input and outputs.
///
/// Only one thread at a time may use a request: fill the input, start, wait, read the outputs, and repeat.
public protocol InferenceRequest: AnyObject, Sendable {
    /// Calls `body` with the memory of the input tensor, which keeps its contents between runs.
    func withInput<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) throws -> Result

    /// Returns the input tensor in the GPU's memory for data that is already there; `nil` if the network doesn't run on
    /// a GPU.
    ///
    /// The next run uses this input, unless `withInput` is called afterwards.
    func deviceInput() throws -> DeviceTensor?

    /// Starts the run and returns at once.
    func start() throws

    /// Blocks until the run has ended. Throws an `InferenceError` if the run failed.
    func wait() throws

    /// Calls `body` with the outputs of the run that has ended.
    func withOutputs<Result>(_ body: ([TensorView]) throws -> Result) throws -> Result
}

extension CompiledModel {
    /// The default: one more than `concurrency`, so that the processor can write the next input meanwhile.
    public var requests: Int { concurrency + 1 }
}

extension InferenceRequest {
    /// The default: no input in a GPU's memory.
    public func deviceInput() throws -> DeviceTensor? { nil }
}
