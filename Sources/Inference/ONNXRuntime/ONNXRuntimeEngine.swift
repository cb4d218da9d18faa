import CONNXRuntime
import Foundation

/// ONNX Runtime on the processor: for comparison, and for processors that OpenVINO does not serve.
public final class ONNXRuntimeEngine: InferenceEngine {
    private let library: ONNXRuntimeLibrary

    /// Throws an `InferenceError` where the library is missing or too old; it says how to get it.
    public init() throws { library = try ONNXRuntimeLibrary() }

    public var name: String { "ONNX Runtime \(library.version) (CPU)" }

    /// Whether the library can be opened.
    public static let isPresent = (try? ONNXRuntimeLibrary()) != nil

    public func load(_ path: String) throws -> any EngineModel {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw InferenceError(.modelMissing, "no readable model file at \(path)")
        }
        return try ONNXRuntimeModel(path: path, library: library)
    }
}
