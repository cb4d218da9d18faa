extension WalletHotkey {
    /// The file of the hotkey's public half, beside the secret one: `NAMEpub.txt`, as newer Bittensor wallets keep it.
    public var publicPath: String { path + "pub.txt" }

    /// Reads the hotkey from the file of its public half. The secret one isn't opened. Throws `hotkeyMissing`,
    /// `hotkeyInvalid` and `cannotRead`.
    public func loadPublic() throws -> Hotkey {
        guard SystemFile.stamp(publicPath) != nil else {
            throw ChainError(
                .hotkeyMissing,
                "There is no public file of the hotkey; set HOTKEY_ADDRESS to the hotkey's SS58 address, which "
                    + "`btcli wallet list` prints.", context: publicPath)
        }
        return try Self.publicHotkey(path: publicPath)
    }

    /// Reads a hotkey from a file of any name that holds its public half: JSON with `ss58Address`, `publicKey` or
    /// `accountId`. Throws `hotkeyInvalid`, for a file with the secret too, and `cannotRead`.
    public static func publicHotkey(path: String) throws -> Hotkey {
        func invalid(_ why: String) -> ChainError {
            ChainError(.hotkeyInvalid, "The hotkey's public file can't be used: \(why).", context: path)
        }
        var bytes = try SystemFile.read(path, limit: 64 << 10).bytes
        defer { SecretBytes.wipe(&bytes) }
        guard let document = try? JSONDocument(bytes, limits: JSONLimits(bytes: 64 << 10, depth: 8, values: 256)),
            let fields = document.members(of: document.root)
        else { throw invalid("it isn't a JSON object") }
        for name in ["secretSeed", "secretPhrase", "privateKey"] {
            // Only whether it is there: the secret is copied nowhere.
            guard case .string? = fields[name] else { continue }
            throw invalid("it holds the secret, which the service must not have; give the address instead")
        }
        var found: Set<Hotkey> = []
        if let address = document.string(of: fields["ss58Address"]) {
            guard let hotkey = try? Hotkey(address) else { throw invalid("its ss58Address is none of format 42") }
            found.insert(hotkey)
        }
        for name in ["publicKey", "accountId"] {
            guard let digits = document.string(of: fields[name]) else { continue }
            guard let hotkey = Hex.bytes(digits.utf8, count: 32).flatMap(Hotkey.init(bytes:)) else {
                throw invalid("its \(name) isn't 0x and 64 hexadecimal digits")
            }
            found.insert(hotkey)
        }
        guard let hotkey = found.first else { throw invalid("it has neither ss58Address nor publicKey") }
        guard found.count == 1 else { throw invalid("its address and its public key differ") }
        return hotkey
    }
}
