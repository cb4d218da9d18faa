import ArgumentParser
import Foundation
import Logging
import Settings

/// The program's root command.
@main
struct ScoreVision: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scorevision",
        abstract: "Turn football clips into data: players, ball and pitch, frame by frame.",
        discussion: """
            Start with 'scorevision analyze CLIP --annotate annotated.mp4' and watch the annotated clip.
            Every setting of 'analyze' is a flag and an environment variable of the same name (--batch-size, BATCH_SIZE).
            """,
        version: ProgramVersion.current,
        subcommands: [
            Analyze.self, Serve.self, Models.self, Evaluate.self, Synthesize.self, Benchmark.self, Doctor.self,
            Sign.self, Keygen.self, BenchmarkRun.self, Worker.self,
        ])

    static func main() async {
        // CUDA then numbers the cards like NVML and `nvidia-smi`.
        setenv("CUDA_DEVICE_ORDER", "PCI_BUS_ID", 1)
        LoggingSystem.bootstrap { _ in PlainLogHandler() }
        await self.main(nil)
        FastExit.now()
    }
}
