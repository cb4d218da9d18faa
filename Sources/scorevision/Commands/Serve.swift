import Analysis
import ArgumentParser
import Chain
import DefaultModel
import Foundation
import Logging
import Miner
import Settings

/// `scorevision serve`: the service.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer validators' challenges over HTTP.",
        discussion: """
            Speaks the protocol of subnet 44's miners: POST /soccer/challenge, POST /predict, GET /availability. \
            The operator's page is at http://127.0.0.1:7999/.

              scorevision keygen && scorevision serve
              VERIFY_ENABLED=false BLACKLIST_ENABLED=false scorevision serve

            Settings come from flags, then the environment, then --config, or else a file .env in this folder. With \
            a check off, it listens on this machine only unless MINER_HOST says otherwise.
            SIGTERM and Ctrl-C let running challenges finish; a second one stops at once.
            """)

    @OptionGroup(title: "Hotkey")
    var hotkeyOptions: HotkeyOptions

    @OptionGroup(title: "Service")
    var service: MinerOptions

    @Option(
        help: ArgumentHelp(
            "A model package, or a YOLO export as .onnx. Default: the program's own.", valueName: "path"),
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
            let loaded = try hotkeyOptions.place(file: file).load()
            loaded.warnings.forEach { logger.warning("\($0)") }
            hotkey = loaded.keypair.hotkey
            logger.info("This miner is \(loaded.keypair.hotkey)")
        }
        let server = try MinerServer(
            settings: settings, hotkey: hotkey, workerCommand: [try Self.program(), Worker.name], logger: logger)
        try await server.run()
    }

    /// Those of the config file; where none is named, of `.env` in this folder if there is one.
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

    /// This program's own file, whatever way it was started.
    private static func program() throws -> String {
        guard let path = Bundle.main.executablePath else {
            throw ValidationError("The program can't find its own file, which its workers are.")
        }
        return path
    }
}
