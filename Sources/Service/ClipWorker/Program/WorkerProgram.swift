import Analysis
import CProcess
import Foundation
import Platform

/// The main program of a worker process: it confines itself, loads its configuration, then runs one job after another.
package enum WorkerProgram {
    /// Runs the worker until the service closes the connection. Never returns.
    package static func run() async -> Never {
        _ = scorevision_confine()
        _ = scorevision_limit_core()
        // Exceeding the file size limit then causes an error instead of ending the process.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let connection = WorkerConnection(descriptor: STDIN_FILENO)
        guard let message = try? await BlockingWork.run("configure", { connection.receive(from: .service) }),
            message.kind == .configure, let configuration = try? message.decode(WorkerConfiguration.self)
        else {
            FileHandle.standardError.write(Data("Only 'scorevision serve' may start this command.\n".utf8))
            exit(64)
        }
        do {
            try confine(configuration)
            let runtime = try await BlockingWork.run("load") {
                try WorkerRuntime(configuration, connection: connection)
            }
            connection.send(try WorkerMessage(.ready, json: runtime.greeting))
            try await BlockingWork.run("orders") {
                while let message = connection.receive(from: .service) { runtime.take(message) }
            }
        } catch {
            let failure = ChallengeFailure(error).bounded
            if let message = try? WorkerMessage(.broken, json: failure) { connection.send(message) }
            exit(1)
        }
        // Threads may still run in the model or the decoder; there is no need to wait for them.
        _exit(0)
    }

    private static func confine(_ configuration: WorkerConfiguration) throws {
        // CUDA reserves more address space than any machine has memory. GPU_MEMORY_FRACTION limits the GPU's own
        // memory.
        let memory =
            configuration.usesGraphics ? 0 : scorevision_limit_memory(UInt64(configuration.memoryMegabytes) << 20)
        let steps: [(String, Int32)] = [
            ("memory", memory),
            (
                "file size",
                scorevision_limit_file_size(
                    UInt64(configuration.maxClipMegabytes) << 20 + WorkerConfiguration.fileSlack)
            ),
            ("open files", scorevision_limit_files(WorkerConfiguration.openFiles)),
        ]
        for (name, status) in steps where status != 0 {
            throw ChallengeFailure(.notReady, "Cannot set the limit on \(name): \(String(cString: strerror(status))).")
        }
    }
}
