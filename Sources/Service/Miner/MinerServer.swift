import ClipWorker
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import ServiceLifecycle
public import Settings
public import Signing
import UnixSignals

/// The mining service, which `scorevision serve` runs.
public struct MinerServer: Sendable {
    private let parts: MinerParts

    /// Creates the service and its data folder.
    ///
    /// - Parameters:
    ///   - settings: The settings of the service.
    ///   - hotkey: The miner's own hotkey, or `nil` if signatures are not checked.
    ///   - workerCommand: The program that runs a worker, followed by its arguments.
    ///   - logger: The logger of the service.
    /// - Throws: An error if the data folder, its history or its list of nonces cannot be opened.
    public init(settings: MinerSettings, hotkey: Hotkey?, workerCommand: [String], logger: Logger) throws {
        try FileManager.default.createDirectory(
            atPath: settings.dataFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var verification: RequestGate.Verification?
        if settings.verifies, let hotkey {
            let nonces = try NonceMemory(journal: settings.dataFolder + "/nonces")
            verification = RequestGate.Verification(miner: hotkey, nonces: nonces)
        }
        var nodes: NodesFile?
        if settings.checksStakes { nodes = NodesFile(path: settings.nodesFile, logger: logger) }
        let configuration = WorkerConfiguration(settings)
        let launcher = WorkerLauncher(command: workerCommand)
        parts = try MinerParts(
            settings: settings,
            gate: RequestGate(
                verification: verification,
                stakeRule: nodes.map { RequestGate.StakeRule(source: $0, minimum: settings.minimumStake) }),
            nodes: nodes,
            history: History(path: settings.dataFolder + "/history.sqlite", limit: settings.historyMegabytes << 20),
            logger: logger
        ) {
            try await WorkerProcess.start(
                launcher, configuration: configuration, patience: configuration.patience)
        }
    }

    /// Serves until a signal arrives. The first signal starts a graceful shutdown; the second ends the process at once.
    public func run() async throws {
        let signals = ImpatientSignals()
        defer { signals.stop() }
        parts.warn()
        var configuration = ServiceGroupConfiguration(
            services: [try parts.application()], gracefulShutdownSignals: [.sigterm, .sigint], logger: parts.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(parts.settings.shutdownTimeout + 5)
        try await ServiceGroup(configuration: configuration).run()
    }
}
