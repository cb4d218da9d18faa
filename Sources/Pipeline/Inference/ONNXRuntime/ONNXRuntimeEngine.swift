import CONNXRuntime
import Foundation

/// ONNX Runtime: on the processor for comparison, and for processors that OpenVINO does not serve; on NVIDIA's GPUs and
/// Apple's for speed.
public final class ONNXRuntimeEngine: InferenceEngine {
    private let library: ONNXRuntimeLibrary
    private let placement: ONNXRuntimePlacement

    /// On the processor. Throws an `InferenceError` where the library is missing or too old; it says how to get it.
    public convenience init() throws { try self.init(device: .cpu) }

    /// Throws an `InferenceError` of the code `engineMissing` that says what the device lacks and what mends it.
    /// - Parameters:
    ///   - device: where its networks are to run.
    ///   - graphics: of the device where it is a GPU.
    ///   - onNotice: is told what an operator should know, a sentence each.
    public init(
        device: EngineDevice, graphics: GraphicsSettings = .init(),
        onNotice: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let library = try ONNXRuntimeLibrary.forDevice(device)
        self.library = library
        placement = try ONNXRuntimePlacement(device: device, graphics: graphics, library: library, onNotice: onNotice)
    }

    public var name: String { "ONNX Runtime \(library.version) (\(placement.name))" }

    /// Whether the library can be opened.
    public static let isPresent = (try? ONNXRuntimeLibrary()) != nil

    /// Whether the library that is found was built for NVIDIA's GPUs; what else they take is only known by trying.
    public static var isBuiltForCUDA: Bool {
        (try? ONNXRuntimeLibrary())?.providers.contains("CUDAExecutionProvider") == true
    }

    public func load(_ path: String) throws -> any EngineModel {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw InferenceError(.modelMissing, "no readable model file at \(path)")
        }
        return try ONNXRuntimeModel(path: path, library: library, placement: placement)
    }
}
