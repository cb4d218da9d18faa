import Analysis
import ArgumentParser
import Chain
import DefaultModel
import Foundation
import Logging
import Miner
import Platform
import Settings

/// `scorevision serve`: the service.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer validators' challenges over HTTP.",
        discussion: """
            Speaks the protocol of subnet 44's miners: POST /soccer/challenge, POST /predict, GET /availability. \
            The operator's page is at http://127.0.0.1:7999/.

              scorevision serve --hotkey-address 5F… --nodes-file nodes.json
              VERIFY_ENABLED=false BLACKLIST_ENABLED=false scorevision serve

            The service needs the hotkey's address only, never its secret.

            Settings come from flags, then the environment, then --config, or else a file .env in this folder. With \
            a check off, it listens on this machine only unless --host or MINER_HOST says otherwise.
            SIGTERM and Ctrl-C let running challenges finish; a second one stops at once.
            """)

    @OptionGroup(title: "Hotkey")
    var hotkeyOptions: MinerHotkeyOptions

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
