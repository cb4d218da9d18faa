import Foundation
import Testing

@testable import Signing

/// What the fuzzer starts from, and what it once brought a reader down with, held to the same as there: `Reader` traps
/// where something doesn't hold.
@Suite struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fuzzing").standardizedFileURL

    private static func inputs(_ kind: String, _ reader: Reader) -> [URL] {
        let folder = folder.appending(path: "\(kind)/\(reader.rawValue)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appending(path: $0) }
    }

    @Test(arguments: Reader.allCases)
    func everyInputIsReadOrRefused(reader: Reader) throws {
        let samples = Self.inputs("Corpus", reader)
        #expect(samples.count >= 2, "the fuzzer has nothing to start from")
        for input in samples + Self.inputs("Crashes", reader) {
            reader.check(Array(try Data(contentsOf: input)))
        }
    }
}
