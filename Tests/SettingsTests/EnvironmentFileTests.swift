import Foundation
import Testing

@testable import Settings

@Suite struct EnvironmentFileTests {
    /// A text and what python-dotenv 1.1.1 reads from it, with HOME=/home/miner.
    struct Example: Decodable, CustomTestStringConvertible {
        var text: String
        var values: [String: String]

        var testDescription: String { text.debugDescription }

        static let all: [Example] = {
            let file = Bundle.module.url(forResource: "dotenv", withExtension: "json", subdirectory: "Resources")
            return file.flatMap { try? JSONDecoder().decode([Example].self, from: Data(contentsOf: $0)) } ?? []
        }()
    }

    @Test func thereAreExamples() {
        #expect(Example.all.count > 40)
    }

    @Test(arguments: Example.all) func readsWhatPythonReads(_ example: Example) throws {
        let entries = try EnvironmentFile.entries(of: example.text, environment: ["HOME": "/home/miner"])
        #expect(Dictionary(entries.map { ($0.name, $0.value) }) { $1 } == example.values)
    }

    /// Where python-dotenv differs from Docker and shells, those are followed.
    @Test func aCommentMayFollowTheSignAtOnce() throws {
        #expect(try EnvironmentFile.entries(of: "A= # note\nB=#x\n").map(\.value) == ["", "#x"])
    }

    @Test func everyEntryKnowsItsLine() throws {
        let text = "A=1\r\n\r\n# b\r\nB='x\r\ny'\r\nC=3\rD=4\n"
        #expect(try EnvironmentFile.entries(of: text).map(\.line) == [1, 4, 6, 7])
    }

    @Test func theEnvironmentGoesBeforeTheFile() throws {
        let entries = try EnvironmentFile.entries(of: "A=1\nB=${A}\n", environment: ["A": "2"])
        #expect(entries.map(\.value) == ["1", "2"])
    }

    @Test(arguments: [
        ("A=1\nnonsense\n", "nonsense", 2), ("A=1\r\n\r\nB=\"2\" 3\r\n", "B=\"2\" 3", 3), ("A=\"2\n", "A=\"2", 1),
        ("=2\n", "=2", 1), ("export =2", "export =2", 1), ("export A\n", "export A", 1), ("A='\\'\n", "A='\\'", 1),
    ])
    func aLineThatIsNoAssignmentIsAtFault(text: String, fault: String, line: Int) {
        #expect(throws: EnvironmentFile.Fault(text: fault, line: line)) { try EnvironmentFile.entries(of: text) }
    }
}
