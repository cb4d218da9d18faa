public import Foundation
public import Platform

/// Runs commands of the system, each to its end.
public enum Command {
    /// A command that did not end with status 0.
    public struct Failure: Error, CustomStringConvertible {
        public var command: String
        public var end: ChildProcess.End
        /// The last part of what it wrote to its standard error.
        public var errors: String

        public var description: String {
            switch end {
            case .exited(let status): "\(command) ended with status \(status): \(errors)"
            case .signalled(let signal): "\(command) was ended by signal \(signal): \(errors)"
            }
        }
    }

    /// Returns what a command writes to its standard output.
    ///
    /// - Parameters:
    ///   - name: The command's absolute path, or its name in one of the folders of `PATH`.
    ///   - arguments: The command's arguments.
    ///   - input: What it reads from its standard input.
    /// - Throws: `Failure`, or `ChildProcess.StartError` for a path where there is no program.
    @discardableResult
    public static func run(_ name: String, _ arguments: [String], input: Data? = nil) throws -> Data {
        let output = Pipe()
        // Files: a second pipe that nobody reads or fills meanwhile could block the command.
        let (input, errors) = (try input.map { try namelessFile(holding: $0) }, try namelessFile())
        let child = try withExtendedLifetime(input) {
            try ChildProcess(
                name.hasPrefix("/") ? name : "/usr/bin/env", name.hasPrefix("/") ? arguments : [name] + arguments,
                streams: .init(
                    input: input?.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor,
                    errors: errors.fileDescriptor))
        }
        // The output ends when nobody can write any more, this process included.
        try output.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        let end = child.wait()
        guard end == .exited(0) else {
            throw Failure(command: name, end: end, errors: try lastPart(of: errors))
        }
        return data
    }

    /// Whether a command is there, and succeeds with these arguments.
    public static func isPresent(_ name: String, _ arguments: [String] = ["-version"]) -> Bool {
        (try? run(name, arguments)) != nil
    }

    /// Returns a temporary file, open at its start, that is gone as soon as it is closed.
    private static func namelessFile(holding data: Data = Data()) throws -> FileHandle {
        let file = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try FileHandle(forUpdating: file)
    }

    private static func lastPart(of file: FileHandle) throws -> String {
        let size = try file.seekToEnd()
        try file.seek(toOffset: size - min(size, 4096))
        return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
