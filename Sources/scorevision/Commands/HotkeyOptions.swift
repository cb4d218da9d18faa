import ArgumentParser
import Foundation
import Signing

/// The options that select a hotkey's file, by wallet and name or by path.
struct HotkeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Wallet, a folder in ~/.bittensor/wallets. Default: WALLET_NAME, or default.", valueName: "name"))
    var wallet: String?

    @Option(help: ArgumentHelp("Hotkey in the wallet. Default: HOTKEY_NAME, or default.", valueName: "name"))
    var hotkey: String?

    @Option(
        help: ArgumentHelp("Path of the hotkey's file, instead of a wallet and name.", valueName: "file"),
        completion: .file())
    var hotkeyFile: String?

    func validate() throws {
        if hotkeyFile != nil, wallet != nil || hotkey != nil {
            throw ValidationError("Give either --hotkey-file or --wallet and --hotkey.")
        }
    }

    /// Returns the selected file.
    ///
    /// An empty variable counts as unset.
    ///
    /// - Parameter file: The variables of a config file, which apply after the environment.
    func place(file: [String: String] = [:]) throws -> WalletHotkey {
        if let hotkeyFile { return WalletHotkey(path: hotkeyFile) }
        let environment = ProcessInfo.processInfo.environment.merging(file) { first, _ in first }
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        return try WalletHotkey(
            wallet: wallet ?? variable("WALLET_NAME") ?? "default",
            hotkey: hotkey ?? variable("HOTKEY_NAME") ?? "default")
    }
}
