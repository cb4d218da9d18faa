public import Analysis

extension Setting {
    public static let minerHost = Setting(name: "MINER_HOST", allowed: "an address to listen on")
    public static let minerPort = Setting(name: "MINER_PORT", allowed: "a port from 0 to 65535, 0 for any")
    public static let maxConcurrent = Setting(name: "MAX_CONCURRENT", allowed: "a whole number from 1 to 16")
    public static let maxQueue = Setting(name: "MAX_QUEUE", allowed: "a whole number from 0 to 64")
    public static let processingTimeout = Setting(
        name: "PROCESSING_TIMEOUT_S", allowed: "a number of seconds from 1 to 3600")
    public static let shutdownTimeout = Setting(
        name: "SHUTDOWN_TIMEOUT_S", allowed: "a number of seconds from 0 to 3600")
    public static let minimumStake = Setting(name: "MIN_STAKE_THRESHOLD", allowed: "a number from 0")
    public static let verifyEnabled = Setting(name: "VERIFY_ENABLED", allowed: "true or false")
    public static let blacklistEnabled = Setting(name: "BLACKLIST_ENABLED", allowed: "true or false")
    public static let nodesFile = Setting(name: "NODES_FILE", allowed: "the path of a nodes.json")
    public static let allowedHosts = Setting(
        name: "ALLOWED_HOSTS", allowed: "host names separated by commas, *.example.com for all below one, * for any")
    public static let allowPrivateHosts = Setting(name: "ALLOW_PRIVATE_HOSTS", allowed: "true or false")
    public static let maxClipMegabytes = Setting(name: "MAX_CLIP_MB", allowed: "a whole number from 1 to 4096")
    public static let historyDays = Setting(name: "HISTORY_DAYS", allowed: "a number of days from 0.01 to 3650")
    public static let historyMegabytes = Setting(name: "HISTORY_MB", allowed: "a whole number from 1 to 1048576")
    public static let keptClips = Setting(name: "KEEP_CLIPS_MB", allowed: "a whole number from 0 to 1048576")
    public static let dataFolder = Setting(name: "DATA_DIR", allowed: "the path of a folder")
    public static let workerMemory = Setting(name: "WORKER_MEMORY_MB", allowed: "a whole number from 1024 to 1048576")
    public static let operatorPages = Setting(name: "OPERATOR_PAGES", allowed: "local or any")

    /// Those of the service, in the order of the documentation; all that come beside ``Setting/all``.
    public static let miner: [Setting] = [
        .minerHost, .minerPort, .maxConcurrent, .maxQueue, .processingTimeout, .shutdownTimeout, .verifyEnabled,
        .blacklistEnabled, .minimumStake, .nodesFile, .allowedHosts, .allowPrivateHosts, .maxClipMegabytes,
        .historyDays, .historyMegabytes, .keptClips, .dataFolder, .workerMemory, .operatorPages,
    ]
}
