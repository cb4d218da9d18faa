#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where Bittensor's wallets keep a hotkey: `~/.bittensor/wallets/NAME/hotkeys/HOTKEY`.
public struct WalletHotkey: Hashable, Sendable {
    public let path: String

    /// A file of any name.
    public init(path: String) {
        self.path = path
    }

    /// The hotkey of a wallet by their names; `wallets` is the folder of all wallets. Throws `hotkeyMissing` for names
    /// that are none, and where there is no home folder.
    public init(wallet: String, hotkey: String, wallets: String? = nil) throws {
        for name in [wallet, hotkey] {
            guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(where: { $0 == 0x2F || $0 == 0 }) else {
                throw ChainError(
                    .hotkeyMissing, "A wallet and a hotkey have a name without a slash; to name a file, give its path.",
                    context: name)
            }
        }
        path = "\(try wallets ?? Self.defaultFolder())/\(wallet)/hotkeys/\(hotkey)"
    }

    private static func defaultFolder() throws -> String {
        guard let home = getenv("HOME"), home.pointee != 0 else {
            throw ChainError(.hotkeyMissing, "HOME isn't set, so wallets can't be found; name the hotkey's file.")
        }
        return String(cString: home) + "/.bittensor/wallets"
    }
}
