public import Analysis

/// How the service runs. The names are those of the environment variables, in Swift's spelling.
public struct MinerSettings: Sendable {
    /// The address to listen on; nil takes every address, or the loopback where a check is off.
    public var host: String?
    public var port = 7999
    /// Clips analysed at the same time, each by a worker process with a model of its own.
    public var maxConcurrent = 1
    /// Challenges that may wait for a worker.
    public var maxQueue = 1
    /// Seconds from a challenge's arrival after which it is answered with what is there.
    public var processingTimeout = 60.0
    /// Seconds that running challenges have once the service is told to stop.
    public var shutdownTimeout = 30.0
    /// The least stake of a validator that is answered.
    public var minimumStake = 1000.0
    /// Whether signatures are checked.
    public var verifies = true
    /// Whether stakes are checked.
    public var checksStakes = true
    /// The list of nodes with their stakes, in the form of fiber's `nodes.json`.
    public var nodesFile = "nodes.json"
    /// Hosts that clips are taken from; `*` for any.
    public var allowedHosts = ["scoredata.me"]
    /// Whether clips may come from loopback, private and link-local addresses.
    public var allowsPrivateHosts = false
    /// The largest clip, in MiB.
    public var maxClipMegabytes = 512
    /// Days that challenges and their results are kept.
    public var historyDays = 7.0
    /// MiB that challenges and their results may take; the oldest go when there are more.
    public var historyMegabytes = 1024
    /// Of the clips themselves, the newest are kept as far as they fit into so many MiB; 0 keeps none.
    public var keptClipMegabytes = 0
    /// The folder of the history and of the nonces.
    public var dataFolder = "."
    /// Address space of a worker process, in MiB.
    public var workerMemoryMegabytes = 8192
    /// Whether the pages for the operator are shown to any address, not only to the loopback.
    public var showsOperatorPages = false
    /// The hotkey's SS58 address; nil reads it from the wallet.
    public var hotkeyAddress: String?
    /// The wallet of the hotkey, a folder of `~/.bittensor/wallets`.
    public var walletName = "default"
    /// The hotkey, a file in the wallet's folder `hotkeys`.
    public var hotkeyName = "default"
    /// How clips are analysed.
    public var analysis = AnalysisSettings()
    /// The model package or the `.onnx` file.
    public var model: String

    public init(model: String) {
        self.model = model
    }

    /// Whether anybody could have clips analysed.
    public var isOpenToAll: Bool { !verifies || !checksStakes }

    /// The address to listen on.
    public var bindAddress: String { host ?? (isOpenToAll ? "127.0.0.1" : "0.0.0.0") }
}
