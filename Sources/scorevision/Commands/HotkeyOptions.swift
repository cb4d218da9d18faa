import ArgumentParser
import Chain
import Foundation

/// Which hotkey's file is meant: by wallet and name, or by path.
struct HotkeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The wallet, a folder of ~/.bittensor/wallets. Default: WALLET_NAME, or default.", valueName: "name"))
    var wallet: String?

    @Option(help: ArgumentHelp("The hotkey in it. Default: HOTKEY_NAME, or default.", valueName: "name"))
    var hotkey: String?

    @Option(
        help: ArgumentHelp("The hotkey's file, wherever it is, in place of the two.", valueName: "file"),
        completion: .file())
    var hotkeyFile: String?

    func validate() throws {
        if hotkeyFile != nil, wallet != nil || hotkey != nil {
            throw ValidationError("Give either --hotkey-file or --wallet and --hotkey.")
        }
    }

    /// - Parameter file: the variables of a config file, which come after the environment.
    func place(file: [String: String] = [:]) throws -> WalletHotkey {
        if let hotkeyFile { return WalletHotkey(path: hotkeyFile) }
        let environment = ProcessInfo.processInfo.environment.merging(file) { first, _ in first }
        return try WalletHotkey(
            wallet: wallet ?? environment["WALLET_NAME"] ?? "default",
            hotkey: hotkey ?? environment["HOTKEY_NAME"] ?? "default")
    }
}
