import ArgumentParser
import Foundation
import Signing

/// The options that select a miner's hotkey, by its address or a public file. The secret is never needed.
struct MinerHotkeyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("SS58 address of the miner's hotkey. [HOTKEY_ADDRESS]", valueName: "address"))
    var hotkeyAddress: String?

    @Option(
        help: ArgumentHelp(
            "File with the hotkey's public half, instead of the address.", valueName: "file"),
        completion: .file())
    var hotkeyFile: String?

    @Option(
        help: ArgumentHelp(
            "If neither is given: wallet whose public file is read, ~/.bittensor/wallets/WALLET/hotkeys/HOTKEYpub.txt. "
                + "Default: WALLET_NAME, or default.", valueName: "name"))
    var wallet: String?

    @Option(help: ArgumentHelp("Hotkey in the wallet. Default: HOTKEY_NAME, or default.", valueName: "name"))
    var hotkey: String?

    func validate() throws {
        let ways = [hotkeyAddress != nil, hotkeyFile != nil, wallet != nil || hotkey != nil].count { $0 }
        if ways > 1 {
            throw ValidationError("Give one of --hotkey-address, --hotkey-file, and --wallet with --hotkey.")
        }
    }

    /// Returns the selected hotkey.
    ///
    /// - Parameter file: The variables of a config file, which apply after the environment.
    func load(file: [String: String]) throws -> Hotkey {
        if let hotkeyFile { return try WalletHotkey.publicHotkey(path: hotkeyFile) }
        let environment = ProcessInfo.processInfo.environment.merging(file) { first, _ in first }
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let namesWallet = wallet != nil || hotkey != nil
        if let address = hotkeyAddress ?? (namesWallet ? nil : variable("HOTKEY_ADDRESS")) {
            return try Hotkey(address)
        }
        return try WalletHotkey(
            wallet: wallet ?? variable("WALLET_NAME") ?? "default",
            hotkey: hotkey ?? variable("HOTKEY_NAME") ?? "default"
        ).loadPublic()
    }
}
