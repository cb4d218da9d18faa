/// How `scorevision serve` runs. ``MinerSettings`` holds the defaults.
extension Setting {
    public static let minerHost = Setting(
        "MINER_HOST", flags: ["host", "miner-host"], \.host, .text("an address of this machine"),
        default: "0.0.0.0", help: "The address to listen on. With a check off, the default is 127.0.0.1.")
    public static let minerPort = Setting(
        "MINER_PORT", flags: ["port", "miner-port"], \.port, .whole(0...65535, zero: "takes any free one"),
        help: "The port to listen on.")
    public static let operatorPages = Setting(
        "OPERATOR_PAGES", \.showsOperatorPages, .either(false: "local", true: "any"),
        help: "Who sees the dashboard, /metrics and /api: this machine (local) or everybody (any).")

    public static let verifyEnabled = Setting(
        "VERIFY_ENABLED", \.verifies, .flag,
        help: "Check the signatures of requests. Turn this off only where nobody else reaches the port.")
    public static let blacklistEnabled = Setting(
        "BLACKLIST_ENABLED", \.checksStakes, .flag,
        help: "Check the stakes of validators. Turn this off only where nobody else reaches the port.")
    public static let minimumStake = Setting(
        "MIN_STAKE_THRESHOLD", \.minimumStake, .number(0...Double.greatestFiniteMagnitude),
        help: "The least stake of a validator that is answered.")
    public static let nodesFile = Setting(
        "NODES_FILE", \.nodesFile, .text("the path of a nodes.json"), help: "The list of validators and their stakes.")

    public static let allowedHosts = Setting(
        "ALLOWED_HOSTS", \.allowedHosts, .hosts, help: "Hosts that clips are fetched from.")
    public static let allowPrivateHosts = Setting(
        "ALLOW_PRIVATE_HOSTS", \.allowsPrivateHosts, .flag,
        help: "Fetch clips from loopback, private and link-local addresses, too.")
    public static let maxClipMegabytes = Setting(
        "MAX_CLIP_MB", \.maxClipMegabytes, .whole(1...4096), help: "The largest clip, in MiB.")

    public static let maxConcurrent = Setting(
        "MAX_CONCURRENT", \.maxConcurrent, .whole(1...16),
        help: "Clips analysed at the same time, each by a process of its own.")
    public static let maxQueue = Setting(
        "MAX_QUEUE", \.maxQueue, .whole(0...64), help: "Challenges that may wait for a free process.")
    public static let processingTimeout = Setting(
        "PROCESSING_TIMEOUT_S", \.processingTimeout, .number(1...3600, of: "seconds"),
        help: "Time after which a challenge is answered with the frames that are finished.")
    public static let shutdownTimeout = Setting(
        "SHUTDOWN_TIMEOUT_S", \.shutdownTimeout, .number(0...3600, of: "seconds"),
        help: "Time that running challenges have when the service stops.")
    public static let workerMemory = Setting(
        "WORKER_MEMORY_MB", \.workerMemoryMegabytes, .whole(1024...1_048_576),
        help: "Address space of a process that analyses, in MiB.")

    public static let historyDays = Setting(
        "HISTORY_DAYS", \.historyDays, .number(0.01...3650, of: "days"),
        help: "How long challenges and their results are kept.")
    public static let historyMegabytes = Setting(
        "HISTORY_MB", \.historyMegabytes, .whole(1...1_048_576),
        help: "Space for challenges and their results, in MiB. The oldest go when there are more.")
    public static let keptClips = Setting(
        "KEEP_CLIPS_MB", \.keptClipMegabytes, .whole(0...1_048_576, zero: "keeps none"),
        help: "Space for the newest clips, in MiB. The dashboard plays them.")
    public static let dataFolder = Setting(
        "DATA_DIR", \.dataFolder, .text("the path of a folder"), default: "~/.local/state/scorevision",
        help: "Where the history and the nonces are kept.")

    /// The settings of the service that come beside ``Setting/all``, in the order of the documentation.
    public static let miner: [Setting] = [
        .minerHost, .minerPort, .operatorPages, .verifyEnabled, .blacklistEnabled, .minimumStake, .nodesFile,
        .allowedHosts, .allowPrivateHosts, .maxClipMegabytes, .maxConcurrent, .maxQueue, .processingTimeout,
        .shutdownTimeout, .workerMemory, .historyDays, .historyMegabytes, .keptClips, .dataFolder,
    ]

    public static let hotkeyAddress = Setting(
        "HOTKEY_ADDRESS", \.hotkeyAddress, .text("an SS58 address"),
        help: "The miner's hotkey. The service never needs the secret.")
    public static let walletName = Setting(
        "WALLET_NAME", flags: ["wallet"], \.walletName, .text("the name of a folder in ~/.bittensor/wallets"),
        help: "The wallet whose hotkey it is, where no address is given.")
    public static let hotkeyName = Setting(
        "HOTKEY_NAME", flags: ["hotkey"], \.hotkeyName, .text("the name of a file in the wallet's folder hotkeys"),
        help: "The hotkey in the wallet.")

    /// Which hotkey the miner has.
    public static let hotkey: [Setting] = [.hotkeyAddress, .walletName, .hotkeyName]

    /// Names that a `.env` file may hold for systemd, Docker or a library; the program does not read them from there.
    static let foreignNames: Set<String> = [
        "MINER_UID", "SCOREVISION_MODELS", "CUDA_VISIBLE_DEVICES", "LD_LIBRARY_PATH", "HOME", "PATH", "TMPDIR", "TZ",
        "XDG_CACHE_HOME", "XDG_STATE_HOME", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NVIDIA_VISIBLE_DEVICES",
        "NVIDIA_DRIVER_CAPABILITIES",
    ]
}
