public import Analysis

/// The settings of the service. The properties are named after the environment variables.
public struct MinerSettings: Sendable {
    /// The address to listen on. `nil` listens on all addresses, or only on the loopback address if a check is
    /// disabled.
    public var host: String?
    /// The TCP port to listen on; 0 takes any free one.
    public var port = 7999
    /// The number of clips analysed at the same time, each by a worker process with its own model.
    public var maxConcurrent = 1
    /// The number of challenges that may wait for a worker.
    public var maxQueue = 1
    /// Seconds after a challenge's arrival at which the service answers with the frames finished so far.
    public var processingTimeout = 60.0
    /// Seconds that running challenges may continue after the service is asked to stop.
    public var shutdownTimeout = 30.0
    /// The smallest stake with which a validator is served.
    public var minimumStake = 1000.0
    /// Whether signatures are checked.
    public var verifies = true
    /// Whether stakes are checked.
    public var checksStakes = true
    /// The list of nodes and their stakes, in the format of fiber's `nodes.json`.
    public var nodesFile = "nodes.json"
    /// The hosts from which clips may be downloaded; `*` allows any.
    public var allowedHosts = ["scoredata.me"]
    /// Whether clips may come from loopback, private and link-local addresses.
    public var allowsPrivateHosts = false
    /// The largest clip, in MiB.
    public var maxClipMegabytes = 512
    /// The number of days for which challenges and their results are kept.
    public var historyDays = 7.0
    /// The space for challenges and their results, in MiB. The oldest are deleted first.
    public var historyMegabytes = 1024
    /// The space for kept clips, in MiB. The newest clips that fit are kept; 0 keeps none.
    public var keptClipMegabytes = 0
    /// The folder of the history and the nonces.
    public var dataFolder = "."
    /// The address space of a worker process, in MiB.
    public var workerMemoryMegabytes = 8192
    /// Whether any address may open the operator's pages, instead of only the loopback address.
    public var showsOperatorPages = false
    /// The hotkey's SS58 address; `nil` reads it from the wallet.
    public var hotkeyAddress: String?
    /// The name of the hotkey's wallet, a folder in `~/.bittensor/wallets`.
    public var walletName = "default"
    /// The name of the hotkey, a file in the wallet's folder `hotkeys`.
    public var hotkeyName = "default"
    /// The settings of the analysis.
    public var analysis = AnalysisSettings()
    /// The path of the model package or `.onnx` file.
    public var model: String

    /// Creates the default settings.
    ///
    /// - Parameter model: The path of the model package or `.onnx` file.
    public init(model: String) {
        self.model = model
    }

    /// Whether anyone who reaches the port can have clips analysed, because a check is disabled.
    public var isOpenToAll: Bool { !verifies || !checksStakes }

    /// The address to listen on, with the default applied.
    public var bindAddress: String { host ?? (isOpenToAll ? "127.0.0.1" : "0.0.0.0") }
}
