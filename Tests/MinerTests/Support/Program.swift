import Analysis
import DefaultModel
import Foundation
import Settings

@testable import ClipWorker
@testable import Miner

/// The built program, beside the test bundle.
enum Program {
    static let path: String = {
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return products.appendingPathComponent("scorevision").path
    }()

    static let launcher = WorkerLauncher(command: [path, "worker"])

    /// A worker that may fetch from this machine.
    static func configuration(_ change: (inout MinerSettings) -> Void = { _ in }) -> WorkerConfiguration {
        var settings = MinerSettings(model: DefaultModel.path)
        settings.allowedHosts = ["127.0.0.1", "localhost"]
        settings.allowsPrivateHosts = true
        settings.analysis.frameStride = 5
        settings.analysis.cpuThreads = 1
        change(&settings)
        return WorkerConfiguration(settings)
    }
}

extension WorkerJob {
    /// A clip that arrives now and is due in so many seconds.
    static func clip(_ url: String, seconds: Double = 120) -> WorkerJob {
        WorkerJob(kind: .clip(url: url, challengeID: "c"), seconds: seconds)
    }

    init(kind: Kind, seconds: Double = 120) {
        let now = MonotonicClock.nanoseconds()
        self.init(kind: kind, arrival: now, due: now + UInt64(seconds * 1e9))
    }
}
