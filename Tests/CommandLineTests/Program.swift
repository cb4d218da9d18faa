import Foundation

/// The built program, run as a user runs it.
struct Program {
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String

        /// The lines on standard error that are not log lines.
        var complaints: [String] {
            errors.split(separator: "\n").map(String.init).filter { !$0.contains(" INFO ") }
        }
    }

    /// Beside the test bundle.
    static let path: String = {
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return products.appendingPathComponent("scorevision").path
    }()

    /// Runs to its end. `interruptAt` sends SIGINT once that stands on standard error.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], folder: String? = nil,
        interruptAt mark: String? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { _, new in new }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        // Files, not pipes: a pipe that nobody empties in time would block the program.
        let scratch = try Scratch()
        defer { scratch.remove() }
        let output = scratch.file("stdout"), errors = scratch.file("stderr")
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        if let mark {
            while process.isRunning, try !String(contentsOfFile: errors, encoding: .utf8).contains(mark) {
                Thread.sleep(forTimeInterval: 0.01)
            }
            // It says so while it gets ready to be interrupted.
            Thread.sleep(forTimeInterval: 0.2)
            kill(process.processIdentifier, SIGINT)
        }
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}

/// A folder for a test's files.
struct Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "scorevision-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// What is in it, by name.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
