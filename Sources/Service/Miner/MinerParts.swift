import Analysis
import Hummingbird
import HummingbirdCore
import Logging
import Machine
import NIOCore
import Platform
import ServiceLifecycle
import Settings
import Signing

/// The components of the service, connected.
struct MinerParts: Sendable {
    let settings: MinerSettings
    let controller: ChallengeController
    let nodes: NodesFile?
    let logger: Logger

    private let limits: ConnectionLimits

    init(
        settings: MinerSettings, gate: RequestGate, nodes: NodesFile? = nil, history: History, logger: Logger,
        limits: ConnectionLimits = ConnectionLimits(), startWorker: @escaping Dispatcher.Start
    ) throws {
        self.settings = settings
        self.nodes = nodes
        self.limits = limits
        self.logger = logger
        let (metrics, gauge) = (Metrics(), OccupancyGauge())
        controller = ChallengeController(
            settings: settings, gate: gate,
            dispatcher: Dispatcher(
                capacity: settings.maxConcurrent, maxQueue: settings.maxQueue, gauge: gauge, logger: logger,
                start: startWorker),
            gauge: gauge,
            historyWriter: try HistoryWriter(history, days: settings.historyDays, metrics: metrics, logger: logger),
            clipStore: ClipStore(folder: settings.dataFolder + "/kept-clips", limit: settings.keptClipMegabytes << 20),
            liveChallenges: LiveChallenges(), metrics: metrics, graphics: GraphicsWatch(), limits: limits,
            budgets: BodyBudgets(limits), logger: logger)
    }

    /// Returns the server and its background services. On shutdown the server stops first and the history last.
    func application() throws -> some ApplicationProtocol {
        let patience = TimeAmount.milliseconds(Int64(limits.idleSeconds * 1000))
        var channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [UnreadAnswerHandler(interval: patience)], idleTimeout: patience)
        channel.httpDecoder = .init(maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)
        var services: [any Service] = [controller.historyWriter]
        if let nodes { services.append(Loop { await Self.repeating("nodes", every: 5) { nodes.loadIfChanged() } }) }
        // The workers write clips here, so excess clips are deleted shortly afterwards.
        let (clipStore, days) = (controller.clipStore, settings.historyDays)
        services.append(Loop { await Self.repeating("clips", every: 10) { clipStore.tidy(days: days) } })
        services += [
            Loop { [liveChallenges = controller.liveChallenges] in await liveChallenges.beat() }, controller.dispatcher,
        ]
        return Application(
            router: try MinerRoutes(controller: controller).router(), server: .http1(configuration: channel),
            configuration: .init(
                address: .hostname(settings.bindAddress, port: settings.port), serverName: "scorevision",
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            services: services, logger: logger)
    }

    /// Runs blocking work on separate threads at an interval, in seconds, until the task is cancelled.
    private static func repeating(_ name: String, every seconds: Double, _ work: @escaping @Sendable () -> Void) async {
        repeat {
            try? await BlockingWork.run(name, work)
        } while (try? await Task.sleep(for: .seconds(seconds))) != nil
    }

    /// Warns about settings that weaken security.
    func warn() {
        if !settings.verifies {
            logger.warning("VERIFY_ENABLED is false: signatures are not checked, so ANYBODY can have clips analysed")
        }
        if !settings.checksStakes {
            logger.warning("BLACKLIST_ENABLED is false: stakes are not checked, so ANY hotkey is answered")
        }
        if settings.isOpenToAll, settings.host == nil {
            logger.warning("The service therefore listens only on \(settings.bindAddress); see MINER_HOST")
        }
        if settings.allowsPrivateHosts {
            logger.warning("ALLOW_PRIVATE_HOSTS is true: clips may come from this machine and its private network")
        }
    }
}

/// A background service that runs until shutdown.
private struct Loop: Service {
    let body: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await body() }
    }
}
