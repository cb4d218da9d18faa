import Analysis
import CProcess
import Foundation
import Platform

/// The life of a worker process: confined, configured, then one job after the other until the service goes.
public enum WorkerProgram {
    /// Never returns: the process ends with the service's end of the connection.
    public static func run() async -> Never {
        _ = scorevision_confine()
        _ = scorevision_limit_core()
        // Writing too much is then an error like others, not the process's end.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let connection = WorkerConnection(descriptor: STDIN_FILENO)
        guard let message = try? await BlockingWork.run("configure", { connection.receive(from: .service) }),
            message.kind == .configure, let configuration = try? message.decode(WorkerConfiguration.self)
        else {
            FileHandle.standardError.write(Data("This command is for 'scorevision serve' alone.\n".utf8))
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
            if let message = try? WorkerMessage(.broken, json: MinerFailure(error).bounded) { connection.send(message) }
            exit(1)
        }
        // Threads may be within the model or the decoder: they needn't be waited for.
        _exit(0)
    }

    private static func confine(_ configuration: WorkerConfiguration) throws {
        // CUDA reserves more addresses than any machine has memory; the GPU's own is bounded by GPU_MEMORY_FRACTION.
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
            throw MinerFailure(.notReady, "The limit on \(name) can't be set: \(String(cString: strerror(status))).")
        }
    }
}
