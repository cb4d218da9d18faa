import Foundation
import Platform

/// The built program, run as a user runs it.
struct Program {
    struct Outcome {
        var status: Int32
        /// Whether a signal ended it; `status` is then the signal.
        var wasSignalled: Bool
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

    /// Runs to its end. `interruptAt` sends SIGINT as soon as that stands on standard error.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], folder: String? = nil,
        interruptAt mark: String? = nil
    ) throws -> Outcome {
        // A file: a second pipe that nobody empties meanwhile would block the program.
        let scratch = try Scratch()
        defer { scratch.remove() }
        let output = scratch.file("stdout")
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        let outputFile = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        defer { try? outputFile.close() }
        let pipe = Pipe()
        let process = try ChildProcess(
            path, arguments,
            environment: ProcessInfo.processInfo.environment.merging(environment) { _, new in new }, folder: folder,
            streams: .init(
                output: outputFile.fileDescriptor, errors: pipe.fileHandleForWriting.fileDescriptor))
        // The reading ends when nobody can write any more, this process included.
        try pipe.fileHandleForWriting.close()
        var errors = Data()
        var isInterrupted = false
        // Empty at the end of the program.
        while case let part = pipe.fileHandleForReading.availableData, !part.isEmpty {
            errors += part
            guard let mark, !isInterrupted, errors.range(of: Data(mark.utf8)) != nil else { continue }
            isInterrupted = true
            process.signal(SIGINT)
        }
        let (status, wasSignalled) =
            switch process.wait() {
            case .exited(let status): (status, false)
            case .signalled(let signal): (signal, true)
            }
        return Outcome(
            status: status, wasSignalled: wasSignalled, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: String(decoding: errors, as: UTF8.self))
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
