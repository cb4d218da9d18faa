import CommandTesting
import Foundation

/// A Python in which PyPI's `substrate-interface` and `py-sr25519-bindings` can be imported: what validators sign with.
///
/// `make test` puts it into `.deps/signers` where the network allows it; `SCOREVISION_SIGNERS` names another.
enum ReferenceSigner {
    static let python: String? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["SCOREVISION_SIGNERS"]
        let path = named ?? root.appendingPathComponent(".deps/signers/bin/python3").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// The system's own Python, for its `json`.
    static let plainPython: String? = ["/usr/bin/python3", "/usr/local/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// What the script prints, given JSON on standard input, as JSON.
    static func run<Input: Encodable, Output: Decodable>(
        _ script: String, _ input: Input, with python: String, as output: Output.Type
    ) throws -> Output {
        let printed = try Command.run(python, ["-c", script], input: JSONEncoder().encode(input))
        return try JSONDecoder().decode(Output.self, from: printed)
    }
}
