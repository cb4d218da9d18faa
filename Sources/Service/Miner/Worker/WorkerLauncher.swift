// Unsafe: makes the arrays of C strings that a new process is given.
import CProcess
import Foundation

/// Starts the program that workers are.
struct WorkerLauncher: Sendable {
    /// The program and its arguments, `scorevision worker`.
    var command: [String]

    /// What a worker is given of our environment: nothing that could hold a secret.
    static let inherited: Set<String> = [
        "PATH", "HOME", "TMPDIR", "LANG", "TZ", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "ONNXRUNTIME_LIB", "CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "NVIDIA_VISIBLE_DEVICES",
    ]

    /// Starts a process, with `socket` as its standard input. Throws `workerFailed`.
    func start(socket: Int32) async throws -> pid_t {
        try await SpawningThread.shared.run {
            var child = pid_t()
            let environment = ProcessInfo.processInfo.environment.filter { Self.inherited.contains($0.key) }
                .map { "\($0.key)=\($0.value)" }
            // A crash must end at once: nobody reads a report of it.
            let status = Self.withCStrings(command) { arguments in
                Self.withCStrings(environment + ["SWIFT_BACKTRACE=enable=no"]) { environment in
                    scorevision_spawn(&child, command[0], arguments, environment, socket)
                }
            }
            guard status == 0 else {
                throw MinerFailure(
                    .workerFailed, "The worker \(command[0]) can't be started: \(String(cString: strerror(status))).")
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
            // The array has at least the nil at its end, so there is a first element.
            withUnsafePointer(to: UnsafeMutablePointer<CChar>?.none) { body(buffer.baseAddress ?? $0) }
        }
    }
}
