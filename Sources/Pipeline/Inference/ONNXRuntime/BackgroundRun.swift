import Dispatch

/// A network's run, which blocks, on a thread of its own.
///
/// `@unchecked Sendable`: one thread at a time starts and waits, and what came of a run is read only after `wait`.
final class BackgroundRun: @unchecked Sendable {
    private var result: Result<Void, any Error>?
    private let queue = DispatchQueue(label: "scorevision.onnxruntime")
    private let running = DispatchGroup()

    /// Starts a run and returns at once. A run that goes on keeps alive what it holds.
    func start(_ body: @escaping @Sendable () throws -> Void) {
        result = nil
        queue.async(group: running) { [self] in result = Result { try body() } }
    }

    /// Blocks until the run has ended. Throws what it threw.
    func wait() throws {
        running.wait()
        try result?.get()
    }

    /// Throws where no run has ended, or the last one failed.
    func requireSuccess() throws {
        guard let result else { throw InferenceError(.engineFailed, "outputs were asked for before a run") }
        try result.get()
    }
}
