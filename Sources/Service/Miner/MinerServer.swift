public import Chain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import ServiceLifecycle
public import Settings
import UnixSignals

/// The service: `scorevision serve`.
public struct MinerServer: Sendable {
    private let parts: MinerParts

    /// - Parameters:
    ///   - hotkey: our own; nil where signatures aren't checked.
    ///   - workerCommand: the program that workers are, and its arguments.
    /// - Throws: what is wrong with the data folder, or with the list of nonces in it.
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

    /// Serves until a signal: the first lets what runs finish, a second ends the process at once.
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
