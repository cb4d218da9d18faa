import Foundation
import Testing

@testable import Analysis

/// NVIDIA's library is stood in for by one of the same functions, compiled here with Swift's own C compiler.
@Suite struct NVIDIALibraryTests {
    private static let compiler: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/clang" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    private static let source = """
        #include <string.h>
        typedef struct { unsigned long long total, free, used; } memory_t;
        static int cards[2];
        int nvmlInit_v2(void) { return 0; }
        int nvmlShutdown(void) { return 0; }
        int nvmlDeviceGetCount_v2(unsigned *count) { *count = 2; return 0; }
        int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **card) { *card = &cards[index]; return 0; }
        int nvmlSystemGetDriverVersion(char *text, unsigned length) { strncpy(text, "550.54.14", length); return 0; }
        int nvmlDeviceGetName(void *card, char *text, unsigned length) {
            strncpy(text, card == &cards[0] ? "NVIDIA L4" : "NVIDIA A10", length); return 0; }
        int nvmlDeviceGetMemoryInfo(void *card, memory_t *memory) {
            if (card == &cards[1]) return 3;
            memory->total = 24152899584ull; memory->free = 1; memory->used = 2; return 0; }
        """

    @Test(.enabled(if: compiler != nil)) func cardsAreRead() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nvml-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "nvml.c"), library = folder.appending(path: "libnvidia-ml.so.1")
        try Data(Self.source.utf8).write(to: source)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
        process.arguments = ["-shared", "-fPIC", "-o", library.path, source.path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        let cards = NVIDIALibrary.cards(library: library.path)
        #expect(
            cards == [
                GraphicsCard(maker: .nvidia, name: "NVIDIA L4", memory: 24_152_899_584, driver: "nvidia 550.54.14"),
                GraphicsCard(maker: .nvidia, name: "NVIDIA A10", memory: nil, driver: "nvidia 550.54.14"),
            ])
    }

    @Test func withoutTheLibraryThereAreNone() {
        #expect(NVIDIALibrary.cards(library: "libno-such-library.so.1").isEmpty)
    }
}
