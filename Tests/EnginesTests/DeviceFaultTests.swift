import Foundation
import Testing

@testable import Engines

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

    /// What ONNX Runtime 1.26 says on a machine without CUDA's libraries, and on one with a driver that does nothing.
    @Test(arguments: [
        (
            """
            /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:1962 Provider& Get() [ONNXRuntimeError] : 1 : \
            FAIL : Failed to load library /a/libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open \
            shared object file: No such file or directory
            """,
            DeviceFault.noLibraries(
                words: """
                    Failed to load library /a/libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot \
                    open shared object file: No such file or directory
                    """)
        ),
        (
            """
            /onnxruntime_src/onnxruntime/core/providers/cuda/cuda_execution_provider_info.cc:60 FromProviderOptions() \
            [ONNXRuntimeError] : 1 : FAIL : provider_options_utils.h:187 Parse Failed to parse provider option \
            "device_id": CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1 ; \
            hostname=a ; file=/b
            """,
            .oldDriver(
                words: """
                    provider_options_utils.h:187 Parse Failed to parse provider option "device_id": CUDA failure 35: \
                    CUDA driver version is insufficient for CUDA runtime version
                    """)
        ),
        (
            "CUDA failure 100: no CUDA-capable device is detected",
            .noCard(words: "CUDA failure 100: no CUDA-capable device is detected")
        ),
        ("something new", .refused(words: "something new")),
    ])
    func theLibrarysWordsAreUnderstood(words: String, fault: DeviceFault) {
        #expect(DeviceFault.of(words: ONNXRuntimeCalls.plain(words)) == fault)
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
