import ClipWorker
import Foundation
import Platform

/// Starts the program that runs workers.
struct WorkerLauncher: Sendable {
    /// The program and its arguments: `scorevision worker`.
    var command: [String]

    /// The environment variables that a worker inherits. None of them may hold a secret.
    static let inherited: Set<String> = [
        "PATH", "HOME", "TMPDIR", "LANG", "TZ", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "ONNXRUNTIME_LIB", "CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "NVIDIA_VISIBLE_DEVICES",
    ]

    /// Starts a process with `socket` as its standard input and this process's standard error. Throws `workerFailed`.
    func start(socket: Int32) async throws -> ChildProcess {
        var environment = ProcessInfo.processInfo.environment.filter { Self.inherited.contains($0.key) }
        // A crash must end at once: nobody reads a report of it.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        let (arguments, variables) = (Array(command.dropFirst()), environment)
        return try await SpawningThread.shared.run {
            do {
                return try ChildProcess(
                    command[0], arguments, environment: variables, streams: .init(input: socket, errors: STDERR_FILENO))
            } catch {
                throw ChallengeFailure(.workerFailed, "Cannot start the worker \(error).")
            }
        }
    }
}
