// Unsafe: builds the arrays of C strings that a new process receives.
import CProcess
import Foundation

/// Starts the program that runs workers.
struct WorkerLauncher: Sendable {
    /// The program and its arguments: `scorevision worker`.
    var command: [String]

    /// The environment variables that a worker inherits. None of them may hold a secret.
    static let inherited: Set<String> = [
        "PATH", "HOME", "TMPDIR", "LANG", "TZ", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "ONNXRUNTIME_LIB", "CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "NVIDIA_VISIBLE_DEVICES",
    ]

    /// Starts a process with `socket` as its standard input, and returns its id. Throws `workerFailed`.
    func start(socket: Int32) async throws -> pid_t {
        try await SpawningThread.shared.run {
            var child = pid_t()
            let environment = ProcessInfo.processInfo.environment.filter { Self.inherited.contains($0.key) }
                .map { "\($0.key)=\($0.value)" }
            // Nobody reads the backtrace of a worker, so a crash must end the process at once.
            let status = Self.withCStrings(command) { arguments in
                Self.withCStrings(environment + ["SWIFT_BACKTRACE=enable=no"]) { environment in
                    scorevision_spawn(&child, command[0], arguments, environment, socket)
                }
            }
            guard status == 0 else {
                throw MinerFailure(
                    .workerFailed, "Cannot start the worker \(command[0]): \(String(cString: strerror(status))).")
            }
            return child
        }
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeBufferPointer { buffer in
            // The array always ends with a null pointer, so its base address exists.
            withUnsafePointer(to: UnsafeMutablePointer<CChar>?.none) { body(buffer.baseAddress ?? $0) }
        }
    }
}
