/// The settings of `scorevision serve`. ``MinerSettings`` holds the defaults.
extension Setting {
    /// The address to listen on.
    public static let minerHost = Setting(
        "MINER_HOST", flags: ["host", "miner-host"], \.host, .text("an address of this machine"),
        default: "0.0.0.0", help: "The address to listen on. If a check is disabled, the default is 127.0.0.1.")
    /// The TCP port to listen on.
    public static let minerPort = Setting(
        "MINER_PORT", flags: ["port", "miner-port"], \.port, .whole(0...65535, zero: "takes any free one"),
        help: "The port to listen on.")
    /// Who may open the operator's pages.
    public static let operatorPages = Setting(
        "OPERATOR_PAGES", \.showsOperatorPages, .either(false: "local", true: "any"),
        help: "Who may open the dashboard, /metrics and /api: this machine (local) or everybody (any).")

    /// Whether signatures are checked.
    public static let verifyEnabled = Setting(
        "VERIFY_ENABLED", \.verifies, .flag,
        help: "Check the signatures of requests. Disable this only if nobody else can reach the port.")
    /// Whether stakes are checked.
    public static let blacklistEnabled = Setting(
        "BLACKLIST_ENABLED", \.checksStakes, .flag,
        help: "Check the stakes of validators. Disable this only if nobody else can reach the port.")
    /// The smallest stake with which a validator is served.
    public static let minimumStake = Setting(
        "MIN_STAKE_THRESHOLD", \.minimumStake, .number(0...Double.greatestFiniteMagnitude),
        help: "Smallest stake with which a validator is served.")
    /// The file with the validators and their stakes.
    public static let nodesFile = Setting(
        "NODES_FILE", \.nodesFile, .text("the path of a nodes.json"), help: "The list of validators and their stakes.")

    /// The hosts from which clips may be downloaded.
    public static let allowedHosts = Setting(
        "ALLOWED_HOSTS", \.allowedHosts, .hosts, help: "Hosts from which clips may be downloaded.")
    /// Whether clips may come from private addresses.
    public static let allowPrivateHosts = Setting(
        "ALLOW_PRIVATE_HOSTS", \.allowsPrivateHosts, .flag,
        help: "Also allow downloads from loopback, private and link-local addresses.")
    /// The largest clip, in MiB.
    public static let maxClipMegabytes = Setting(
        "MAX_CLIP_MB", \.maxClipMegabytes, .whole(1...4096), help: "The largest clip, in MiB.")

    /// The number of worker processes.
    public static let maxConcurrent = Setting(
        "MAX_CONCURRENT", \.maxConcurrent, .whole(1...16),
        help: "Number of clips analysed at the same time, each in its own process.")
    /// The number of challenges that may wait for a worker.
    public static let maxQueue = Setting(
        "MAX_QUEUE", \.maxQueue, .whole(0...64), help: "Number of challenges that may wait for a free process.")
    /// The deadline of a challenge, in seconds after its arrival.
    public static let processingTimeout = Setting(
        "PROCESSING_TIMEOUT_S", \.processingTimeout, .number(1...3600, of: "seconds"),
        help: "Time after which a challenge is answered with the frames that are finished.")
    /// The time that running challenges get on shutdown, in seconds.
    public static let shutdownTimeout = Setting(
        "SHUTDOWN_TIMEOUT_S", \.shutdownTimeout, .number(0...3600, of: "seconds"),
        help: "Time that running challenges get when the service stops.")
    /// The address space of a worker process, in MiB.
    public static let workerMemory = Setting(
        "WORKER_MEMORY_MB", \.workerMemoryMegabytes, .whole(1024...1_048_576),
        help: "Address space of a worker process, in MiB.")

    /// The number of days for which challenges are kept.
    public static let historyDays = Setting(
        "HISTORY_DAYS", \.historyDays, .number(0.01...3650, of: "days"),
        help: "How long challenges and their results are kept.")
    /// The space for challenges and their results, in MiB.
    public static let historyMegabytes = Setting(
        "HISTORY_MB", \.historyMegabytes, .whole(1...1_048_576),
        help: "Space for challenges and their results, in MiB. The oldest are deleted first.")
    /// The space for kept clips, in MiB.
    public static let keptClips = Setting(
        "KEEP_CLIPS_MB", \.keptClipMegabytes, .whole(0...1_048_576, zero: "keeps none"),
        help: "Space for the newest clips, in MiB. The dashboard plays them.")
    /// The folder of the history and the nonces.
    public static let dataFolder = Setting(
        "DATA_DIR", \.dataFolder, .text("the path of a folder"), default: "~/.local/state/scorevision",
        help: "Folder of the history and the nonces.")

    /// The settings that the service has in addition to ``Setting/all``, in the order of the documentation.
    public static let miner: [Setting] = [
        .minerHost, .minerPort, .operatorPages, .verifyEnabled, .blacklistEnabled, .minimumStake, .nodesFile,
        .allowedHosts, .allowPrivateHosts, .maxClipMegabytes, .maxConcurrent, .maxQueue, .processingTimeout,
        .shutdownTimeout, .workerMemory, .historyDays, .historyMegabytes, .keptClips, .dataFolder,
    ]

    /// The miner's hotkey.
    public static let hotkeyAddress = Setting(
        "HOTKEY_ADDRESS", \.hotkeyAddress, .text("an SS58 address"),
        help: "Address of the miner's hotkey. The service never needs its secret.")
    /// The wallet that contains the hotkey.
    public static let walletName = Setting(
        "WALLET_NAME", flags: ["wallet"], \.walletName, .text("the name of a folder in ~/.bittensor/wallets"),
        help: "Wallet that contains the hotkey, if no address is given.")
    /// The name of the hotkey in its wallet.
    public static let hotkeyName = Setting(
        "HOTKEY_NAME", flags: ["hotkey"], \.hotkeyName, .text("the name of a file in the wallet's folder hotkeys"),
        help: "Name of the hotkey in the wallet.")

    /// The settings that select the miner's hotkey.
    public static let hotkey: [Setting] = [.hotkeyAddress, .walletName, .hotkeyName]

    /// Names that a `.env` file may contain for systemd, Docker or a library. The program ignores them there.
    static let foreignNames: Set<String> = [
        "MINER_UID", "SCOREVISION_MODELS", "CUDA_VISIBLE_DEVICES", "LD_LIBRARY_PATH", "HOME", "PATH", "TMPDIR", "TZ",
        "XDG_CACHE_HOME", "XDG_STATE_HOME", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NVIDIA_VISIBLE_DEVICES",
        "NVIDIA_DRIVER_CAPABILITIES",
    ]
}
