import Analysis
import ArgumentParser
import Miner

/// The settings of the service as flags. They are read as text, as those of the analysis are.
struct MinerOptions: ParsableArguments {
    @Option(
        name: [.customLong("host"), .customLong("miner-host")], parsing: .unconditional,
        help: "The address to listen on. [MINER_HOST]")
    var host: String?

    @Option(
        name: [.customLong("port"), .customLong("miner-port")], parsing: .unconditional,
        help: "The port; default 7999. [MINER_PORT]")
    var port: String?

    @Option(parsing: .unconditional, help: "Clips analysed at the same time; default 1. [MAX_CONCURRENT]")
    var maxConcurrent: String?

    @Option(parsing: .unconditional, help: "Challenges that may wait; default 1. [MAX_QUEUE]")
    var maxQueue: String?

    @Option(
        parsing: .unconditional,
        help: "Seconds after which a challenge is answered with what is there; default 60. [PROCESSING_TIMEOUT_S]")
    var processingTimeoutS: String?

    @Option(
        parsing: .unconditional,
        help: "Seconds that running challenges have when the service stops; default 30. [SHUTDOWN_TIMEOUT_S]")
    var shutdownTimeoutS: String?

    @Option(parsing: .unconditional, help: "Whether signatures are checked; default true. [VERIFY_ENABLED]")
    var verifyEnabled: String?

    @Option(parsing: .unconditional, help: "Whether stakes are checked; default true. [BLACKLIST_ENABLED]")
    var blacklistEnabled: String?

    @Option(
        parsing: .unconditional, help: "The least stake that is answered; default 1000. [MIN_STAKE_THRESHOLD]")
    var minStakeThreshold: String?

    @Option(parsing: .unconditional, help: "The list of stakes; default nodes.json. [NODES_FILE]")
    var nodesFile: String?

    @Option(
        parsing: .unconditional,
        help: "Hosts that clips are taken from, with commas; * for any; default scoredata.me. [ALLOWED_HOSTS]")
    var allowedHosts: String?

    @Option(
        parsing: .unconditional,
        help: "Whether clips may come from private addresses; default false. [ALLOW_PRIVATE_HOSTS]")
    var allowPrivateHosts: String?

    @Option(parsing: .unconditional, help: "The largest clip in MiB; default 512. [MAX_CLIP_MB]")
    var maxClipMb: String?

    @Option(parsing: .unconditional, help: "Days that challenges are kept; default 7. [HISTORY_DAYS]")
    var historyDays: String?

    @Option(
        parsing: .unconditional,
        help: "MiB that challenges and their results may take, the newest of them; default 1024. [HISTORY_MB]")
    var historyMb: String?

    @Option(
        parsing: .unconditional,
        help: "MiB that the newest clips may take, kept for the dashboard; default 0: none are. [KEEP_CLIPS_MB]")
    var keepClipsMb: String?

    @Option(
        parsing: .unconditional, help: "Where history and nonces are; default ~/.local/state/scorevision. [DATA_DIR]")
    var dataDir: String?

    @Option(
        parsing: .unconditional, help: "Address space of a worker in MiB; default 8192. [WORKER_MEMORY_MB]")
    var workerMemoryMb: String?

    @Option(
        parsing: .unconditional,
        help: "Who sees the operator's pages: local or any; default local. [OPERATOR_PAGES]")
    var operatorPages: String?

    /// What was given, by the setting's name in the environment.
    var flags: [String: String] {
        let given: [(Setting, String?)] = [
            (.minerHost, host), (.minerPort, port), (.maxConcurrent, maxConcurrent), (.maxQueue, maxQueue),
            (.processingTimeout, processingTimeoutS), (.shutdownTimeout, shutdownTimeoutS),
            (.verifyEnabled, verifyEnabled), (.blacklistEnabled, blacklistEnabled), (.minimumStake, minStakeThreshold),
            (.nodesFile, nodesFile), (.allowedHosts, allowedHosts), (.allowPrivateHosts, allowPrivateHosts),
            (.maxClipMegabytes, maxClipMb), (.historyDays, historyDays),
            (.historyMegabytes, historyMb), (.keptClips, keepClipsMb),
            (.dataFolder, dataDir), (.workerMemory, workerMemoryMb), (.operatorPages, operatorPages),
        ]
        return Dictionary(uniqueKeysWithValues: given.compactMap { setting, value in value.map { (setting.name, $0) } })
    }
}
