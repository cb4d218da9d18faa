#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file in which Bittensor's wallets store a hotkey: `~/.bittensor/wallets/NAME/hotkeys/HOTKEY`.
public struct WalletHotkey: Hashable, Sendable {
    /// The path of the file.
    public let path: String

    /// Refers to a file at any path.
    public init(path: String) {
        self.path = path
    }

    /// Refers to a hotkey by the names of its wallet and itself.
    ///
    /// - Parameters:
    ///   - wallet: The name of the wallet.
    ///   - hotkey: The name of the hotkey.
    ///   - wallets: The folder of all wallets; `nil` uses `~/.bittensor/wallets`.
    /// - Throws: `hotkeyMissing` if a name is invalid or there is no home folder.
    public init(wallet: String, hotkey: String, wallets: String? = nil) throws {
        for name in [wallet, hotkey] {
            guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(where: { $0 == 0x2F || $0 == 0 }) else {
                throw SigningError(
                    .hotkeyMissing, "The names of wallets and hotkeys contain no slash; to use a file, give its path.",
                    context: name)
            }
        }
        path = "\(try wallets ?? Self.defaultFolder())/\(wallet)/hotkeys/\(hotkey)"
    }

    private static func defaultFolder() throws -> String {
        guard let home = getenv("HOME"), home.pointee != 0 else {
            throw SigningError(.hotkeyMissing, "HOME is not set, so there is no wallet; give the hotkey's file.")
        }
        return String(cString: home) + "/.bittensor/wallets"
    }
}
