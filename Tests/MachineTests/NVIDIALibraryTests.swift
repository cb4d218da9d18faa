import CommandTesting
import Foundation
import Testing

@testable import Machine

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
        int nvmlDeviceGetUtilizationRates(void *card, unsigned *shares) {
            if (card == &cards[1]) return 3;
            shares[0] = 62; shares[1] = 20; return 0; }
        int nvmlDeviceGetDecoderUtilization(void *card, unsigned *share, unsigned *period) {
            *share = 35; *period = 1; return card == &cards[1] ? 3 : 0; }
        int nvmlDeviceGetUUID(void *card, char *text, unsigned length) {
            strncpy(text, card == &cards[0] ? "GPU-5c73a450" : "GPU-91b8", length); return 0; }
        int nvmlDeviceGetTemperature(void *card, int sensor, unsigned *degrees) {
            *degrees = card == &cards[0] ? 71 : 40; return sensor == 0 ? 0 : 2; }
        int nvmlDeviceGetClockInfo(void *card, int which, unsigned *megahertz) {
            if (card == &cards[1]) return 3;
            *megahertz = which == 1 ? 1980 : which == 2 ? 6251 : 0; return 0; }
        """

    /// Compiles a library and gives its path.
    private func withLibrary<Result>(_ source: String, _ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nvml-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "nvml.c"), library = folder.appending(path: "libnvidia-ml.so.1")
        try Data(source.utf8).write(to: file)
        try Command.run(#require(Self.compiler), ["-shared", "-fPIC", "-o", library.path, file.path])
        return try body(library.path)
    }

    @Test(.enabled(if: compiler != nil)) func cardsAreRead() throws {
        try withLibrary(Self.source) { library in
            let cards = NVIDIALibrary.cards(library: library)
            #expect(
                cards == [
                    GraphicsCard(
                        maker: .nvidia, name: "NVIDIA L4", memory: 24_152_899_584, driver: "nvidia 550.54.14"),
                    GraphicsCard(maker: .nvidia, name: "NVIDIA A10", memory: nil, driver: "nvidia 550.54.14"),
                ])
        }
    }

    @Test(.enabled(if: compiler != nil)) func cardsAreWatched() throws {
        try withLibrary(Self.source) { library in
            let watch = GraphicsWatch(library: library)
            let expected = [
                GraphicsReading(
                    index: 0, name: "NVIDIA L4", use: 0.62, decoderUse: 0.35, usedMemory: 2, memory: 24_152_899_584,
                    temperature: 71,
                    clock: 1980, memoryClock: 6251),
                GraphicsReading(index: 1, name: "NVIDIA A10", temperature: 40),
            ]
            #expect(watch.readings == expected)
            #expect(watch.readings == expected)
        }
    }

    /// NVML lists all cards; CUDA may show the process fewer, in another order.
    @Test(
        .enabled(if: compiler != nil),
        arguments: [
            ("0,1", ["NVIDIA L4", "NVIDIA A10"]), ("1", ["NVIDIA A10"]), ("1, 0", ["NVIDIA A10", "NVIDIA L4"]),
            ("GPU-9,0", ["NVIDIA A10", "NVIDIA L4"]), ("0,5,1", ["NVIDIA L4"]), ("GPU-,0", []), ("", []), ("-1", []),
            ("1,1", ["NVIDIA A10"]),
        ])
    func cardsThatCUDAHidesAreNone(variable: String, names: [String]) throws {
        try withLibrary(Self.source) { path in
            let library = try #require(NVIDIALibrary(path))
            let cards = library.cards(environment: ["CUDA_VISIBLE_DEVICES": variable])
            #expect(cards.map { library.name(of: $0.card) } == names)
            #expect(cards.map(\.index) == Array(names.indices))
        }
    }

    /// A driver that is there and has no card it can talk to.
    @Test(.enabled(if: compiler != nil)) func aLibraryThatDoesNotStartTellsNothing() throws {
        try withLibrary("int nvmlInit_v2(void) { return 9; } int nvmlShutdown(void) { return 0; }") { library in
            #expect(NVIDIALibrary.cards(library: library) == nil)
            #expect(GraphicsWatch(library: library).readings.isEmpty)
        }
    }

    @Test func withoutTheLibraryThereAreNone() {
        #expect(NVIDIALibrary.cards(library: "libno-such-library.so.1") == nil)
        #expect(GraphicsWatch(library: "libno-such-library.so.1").readings.isEmpty)
    }
}
