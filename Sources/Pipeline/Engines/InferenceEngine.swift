/// Reads and runs networks on one kind of device.
public protocol InferenceEngine: Sendable {
    /// The name and version for logs, `OpenVINO 2026.4 (CPU)`.
    var name: String { get }

    /// Reads a model file without preparing it to run.
    ///
    /// Throws an `InferenceError` where the file is missing, broken or of a kind the engine can't read.
    func load(_ path: String) throws -> any EngineModel
}

/// A network that has been read, and can be given one input shape after another.
public protocol EngineModel: AnyObject {
    var inputs: [TensorDescription] { get }
    var outputs: [TensorDescription] { get }

    /// Gives its only input another shape and tells what the outputs become. Throws where the network can't take it.
    func reshape(input shape: [Int]) throws -> [TensorDescription]

    /// Prepares the network to run with the shape it has now, or was given last.
    func compile(_ options: CompileOptions) throws -> any CompiledModel
}

/// What a network is compiled for.
public struct CompileOptions: Hashable, Sendable {
    /// Where set, the input is to be bytes, which the network divides by this before its first layer.
    public var byteDivisor: Float?
    /// How the engine uses the machine.
    public var settings: EngineSettings

    /// Makes options of their parts.
    public init(byteDivisor: Float? = nil, settings: EngineSettings = .init()) {
        self.byteDivisor = byteDivisor
        self.settings = settings
    }
}

/// A network ready to run, from as many requests as are made of it.
public protocol CompiledModel: AnyObject, Sendable {
    var input: TensorDescription { get }
    /// In the order of the views that a request gives out.
    var outputs: [TensorDescription] { get }
    /// How many requests compute at the same time.
    var concurrency: Int { get }
    /// How many requests keep it busy.
    var requests: Int { get }

    func makeRequest() throws -> any InferenceRequest
}

/// One run of a network with an input and outputs of its own.
///
/// One thread at a time may use a request: fill the input, start, wait, read the outputs; then again.
public protocol InferenceRequest: AnyObject, Sendable {
    /// Gives access to the input tensor's memory, which keeps what was written from run to run.
    func withInput<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) throws -> Result

    /// The input in the memory of the GPU that runs the network, for what is there already; nil = there is none.
    ///
    /// The run that is started next takes it, unless `withInput` is called after.
    func deviceInput() throws -> DeviceTensor?

    /// Starts to compute and returns at once.
    func start() throws

    /// Blocks until the run that was started has ended.
    func wait() throws

    /// Gives access to the outputs of a run that has ended.
    func withOutputs<Result>(_ body: ([TensorView]) throws -> Result) throws -> Result
}

extension CompiledModel {
    /// The processor writes the next one's input meanwhile.
    public var requests: Int { concurrency + 1 }
}

extension InferenceRequest {
    public func deviceInput() throws -> DeviceTensor? { nil }
}
