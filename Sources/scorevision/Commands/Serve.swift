import Analysis
import ArgumentParser
import DefaultModel
import Foundation
import Logging
import Miner
import Platform
import Settings
import Signing

/// `scorevision serve`: runs the mining service.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer validators' challenges over HTTP.",
        discussion: """
            Implements the protocol of subnet 44's miners: POST /soccer/challenge, POST /predict, GET /availability. \
            The operator's page is at http://127.0.0.1:7999/.

              scorevision serve --hotkey-address 5F… --nodes-file nodes.json
              VERIFY_ENABLED=false BLACKLIST_ENABLED=false scorevision serve

            The service needs only the hotkey's address, never its secret.

            Settings come from flags, the environment and --config (default: .env in this folder), in this order. If \
            a check is disabled, the service listens only on this machine, unless --host or MINER_HOST is set.
            SIGTERM and Ctrl-C let running challenges finish; a second one stops the service at once.
            """)

    @OptionGroup(title: "Hotkey")
    var hotkeyOptions: MinerHotkeyOptions

    @OptionGroup(title: "Service")
    var service: MinerOptions

    @Option(
        help: ArgumentHelp(
            "Model package, or a YOLO export as .onnx. Default: the built-in model.", valueName: "path"),
        completion: .file())
    var model: String?

    @OptionGroup(title: "Settings")
    var options: SettingsOptions

    func run() async throws {
        let logger = Logger(label: "scorevision")
        let file = try variables()
        let resolver = options.resolver(flags: service.flags, file: file)
        let settings = try MinerSettings(
            resolver, model: model ?? DefaultModel.path, defaultDataFolder: Self.defaultDataFolder)
        var hotkey: Hotkey?
        if settings.verifies {
            let own = try hotkeyOptions.load(file: file)
            hotkey = own
            logger.info("This miner is \(own)")
        }
        let program = try Self.program()
        let server = try await BlockingWork.run("start") { [hotkey] in
            try MinerServer(
                settings: settings, hotkey: hotkey, workerCommand: [program, Worker.name], logger: logger)
        }
        try await server.run()
    }

    /// Returns the variables of the config file, or of `.env` in this folder if no file is named and `.env` exists.
    private func variables() throws -> [String: String] {
        if let config = options.config { return try ConfigFile.variables(path: config) }
        guard FileManager.default.fileExists(atPath: ".env") else { return [:] }
        return try ConfigFile.variables(path: ".env")
    }

    private static var defaultDataFolder: String {
        let environment = ProcessInfo.processInfo.environment
        let base = environment["XDG_STATE_HOME"] ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state"
        return base + "/scorevision"
    }

    /// Returns the path of this program, however it was started.
    private static func program() throws -> String {
        guard let path = Bundle.main.executablePath else {
            throw ValidationError("The program cannot find its own executable, which it needs to start workers.")
        }
        return path
    }
}
