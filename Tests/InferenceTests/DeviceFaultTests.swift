import Foundation
import Testing

@testable import Inference

/// A GPU that was asked for and isn't usable is an error that says what is missing and what mends it.
@Suite struct DeviceFaultTests {
    @Test(arguments: [
        (DeviceFault.notBuiltForCUDA(version: "1.32.0"), "make setup DEVICE=cuda"),
        (.notBuiltForCUDA(version: nil), "make setup DEVICE=cuda"), (.noDriver(words: "no libcuda"), "nvidia-smi"),
        (.noLibraries(words: "libcublas.so.12"), "make setup DEVICE=cuda"), (.noSuchCard(count: 1), "nvidia-smi -L"),
        (.noCoreML, "DEVICE=auto"),
    ])
    func eachNamesItsRemedy(fault: DeviceFault, remedy: String) {
        let error = fault.error(.cuda(1))
        #expect(error.code == .engineMissing)
        #expect(error.message.contains("DEVICE=cuda:1 can't be used: ") && error.message.contains(remedy))
        #expect(!error.description.contains("\n"))
    }

    @Test(.enabled(if: ONNXRuntimeEngine.isPresent && !ONNXRuntimeEngine.isBuiltForCUDA))
    func theProcessorsLibraryIsNoUseForAGPU() throws {
        let error = try #require(throws: InferenceError.self) { try ONNXRuntimeEngine(device: .cuda(0)) }
        #expect(error.code == .engineMissing && error.message.contains("`make setup DEVICE=cuda`"))
        #expect(error.message.contains("built without CUDA"))
    }

    @Test(.enabled(if: ONNXRuntimeEngine.isPresent)) func coreMLIsApples() throws {
        #if os(Linux)
            let error = try #require(throws: InferenceError.self) { try ONNXRuntimeEngine(device: .mps) }
            #expect(error.message.contains("CoreML"))
        #endif
    }

    @Test func aMissingDriverIsFound() {
        #expect(CUDALibraries.driverFault(library: "libno-such-driver.so.1")?.contains("libno-such-driver") == true)
    }

    @Test func librariesAreOpenedBeforeThoseThatNeedThem() {
        let names = [
            "libnvinfer.so.10", "libonnxruntime.so.1", "libcudnn.so.9", "libcublas.so.12", "libcudart.so.12",
            "libcublasLt.so.12", "libcudnn_graph.so.9", "libnvinfer_plugin.so.10", "version",
        ]
        #expect(
            CUDALibraries.files(of: names) == [
                "libcudart.so.12", "libcublasLt.so.12", "libcublas.so.12", "libcudnn_graph.so.9", "libcudnn.so.9",
                "libnvinfer.so.10", "libnvinfer_plugin.so.10",
            ])
        CUDALibraries.open(in: "/nowhere")
    }
}
