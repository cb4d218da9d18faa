import Foundation

/// How the processor's threads are shared: one for each of several runs, which is most pictures per second, or all for
/// one run, which is the soonest answer.
struct ONNXRuntimeThreads: Hashable {
    var runs: Int
    var perRun: Int

    init(_ settings: EngineSettings, cores: Int = ProcessInfo.processInfo.activeProcessorCount) {
        let threads = settings.threads > 0 ? settings.threads : cores
        runs = settings.streams > 0 ? settings.streams : settings.hint == .throughput ? threads : 1
        perRun = max(1, threads / runs)
    }
}
