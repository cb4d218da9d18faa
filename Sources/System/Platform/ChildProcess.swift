// Unsafe: makes the arrays of C strings that a new process is given.
import CProcess
import Foundation
import Synchronization

/// A running program that inherits no descriptor but its standard streams, and has a process group of its own.
///
/// Foundation's `Process` learns of a child's end from a descriptor that children started at the same moment may inherit, so
/// that it can wait for all of them. This one asks the system.
public final class ChildProcess: Sendable {
    /// How a process ended.
    public enum End: Sendable, Equatable {
        /// It returned this status.
        case exited(Int32)
        /// This signal ended it.
        case signalled(Int32)
    }

    /// Why a process could not be started, as an `errno`.
    public struct StartError: Error, CustomStringConvertible {
        /// The program's path.
        public var path: String
        /// The `errno`.
        public var code: Int32

        public var description: String { "\(path): \(String(cString: strerror(code)))" }
    }

    /// Descriptors that the child gets as its standard streams; the null device for those that are `nil`.
    public struct Streams: Sendable {
        public var input: Int32?
        public var output: Int32?
        public var errors: Int32?

        public init(input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil) {
            (self.input, self.output, self.errors) = (input, output, errors)
        }
    }

    /// The process's number. It is not reused before `wait()` or `end` has returned the process's end.
    public let pid: Int32
    private let known = Mutex<End?>(nil)

    /// Starts a program. On Linux the child can ask to end with the thread that calls this.
    ///
    /// - Parameters:
    ///   - path: The program's absolute path.
    ///   - arguments: Its arguments, without its name.
    ///   - environment: Its environment; this process's own if `nil`.
    ///   - folder: Its working folder; this process's own if `nil`.
    ///   - streams: Its standard streams. They stay the caller's to close.
    /// - Throws: `StartError`.
    public init(
        _ path: String, _ arguments: [String], environment: [String: String]? = nil, folder: String? = nil,
        streams: Streams = Streams()
    ) throws {
        var child = pid_t()
        let variables = (environment ?? ProcessInfo.processInfo.environment).map { "\($0.key)=\($0.value)" }
        let status = Self.withCStrings([path] + arguments) { arguments in
            Self.withCStrings(variables) { variables in
                Self.withCString(folder) { folder in
                    scorevision_spawn(
                        &child, path, arguments, variables,
                        scorevision_child(
                            input: streams.input ?? -1, output: streams.output ?? -1, errors: streams.errors ?? -1,
                            folder: folder))
                }
            }
        }
        guard status == 0 else { throw StartError(path: path, code: status) }
        pid = child
    }

    /// How the process ended, or `nil` while it runs.
    public var end: End? {
        known.withLock { known in
            if known == nil {
                let status = scorevision_take_end(pid)
                known = status < 0 ? nil : status < 256 ? .exited(status) : .signalled(status - 256)
            }
            return known
        }
    }

    /// Blocks until the process has ended.
    public func wait() -> End {
        while true {
            if let end { return end }
            scorevision_await_end(pid)
        }
    }

    /// Sends a signal to the process, unless it has ended.
    public func signal(_ number: Int32) {
        known.withLock { known in
            if known == nil { kill(pid, number) }
        }
    }

    private static func withCString<Result>(_ string: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
        guard let string else { return body(nil) }
        return string.withCString(body)
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeBufferPointer { buffer in
            // The array has at least the nil at its end, so there is a first element.
            withUnsafePointer(to: UnsafeMutablePointer<CChar>?.none) { body(buffer.baseAddress ?? $0) }
        }
    }
}
