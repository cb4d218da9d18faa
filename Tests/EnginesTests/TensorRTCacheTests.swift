import Foundation
import ModelTesting
import Testing

@testable import Engines

@Suite struct TensorRTCacheTests {
    private static let key = TensorRTCache.Key(
        checksum: String(repeating: "ab", count: 32), identity: "NVIDIA L4, nvidia 550.54.14", version: "1.26.0",
        shape: [64, 6, 192, 320], isQuantised: true, precision: .float16)

    @Test func eachThingThatAnEngineFitsHasAPlaceOfItsOwn() {
        func change(_ change: (inout TensorRTCache.Key) -> Void) -> TensorRTCache.Key {
            var key = Self.key
            change(&key)
            return key
        }
        let keys = [
            Self.key, change { $0.checksum = String(repeating: "cd", count: 32) },
            change { $0.identity = "NVIDIA L4, nvidia 570.1" }, change { $0.version = "1.27.0" },
            change { $0.shape[0] = 32 }, change { $0.isQuantised = false }, change { $0.precision = .float32 },
        ]
        #expect(Set(keys.map { TensorRTCache($0, in: "/cache").engines }).count == keys.count)
        // The timings of a GPU serve all models.
        #expect(Set(keys.map { TensorRTCache($0, in: "/cache").timings }).count == 3)
        #expect(
            TensorRTCache(Self.key, in: "/cache").engines
                == "/cache/tensorrt/nvidia-l4-nvidia-550.54.14-1.26.0/abababababababab-64x6x192x320-int8-fp16")
    }

    @Test func strangeNamesStayInTheFolder() {
        var key = Self.key
        key.identity = "../../etc/passwd \u{0}"
        key.version = ""
        #expect(!TensorRTCache(key, in: "/cache").engines.dropFirst(1).contains("/../"))
    }

    @Test func itIsFilledOnceAnEngineIsThere() throws {
        try Fixtures.withTemporaryFolder { folder in
            let cache = TensorRTCache(Self.key, in: folder.path)
            #expect(!cache.isFilled)
            #expect(cache.prepare() && cache.prepare())
            #expect(!cache.isFilled)
            try Data().write(to: URL(fileURLWithPath: cache.engines + "/TensorrtExecutionProvider_0_sm89.engine"))
            #expect(cache.isFilled)
        }
        #expect(!TensorRTCache(Self.key, in: "/proc/nowhere").prepare())
    }
}
