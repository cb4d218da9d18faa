extension WalletHotkey {
    /// The path of the file with the hotkey's public half, beside the secret file: `NAMEpub.txt`, as in newer Bittensor
    /// wallets.
    public var publicPath: String { path + "pub.txt" }

    /// Reads the hotkey from its public file, without opening the secret file. Throws `hotkeyMissing`, `hotkeyInvalid`
    /// or `cannotRead`.
    public func loadPublic() throws -> Hotkey {
        guard SystemFile.stamp(publicPath) != nil else {
            throw SigningError(
                .hotkeyMissing,
                "The hotkey has no public file; set HOTKEY_ADDRESS to the hotkey's SS58 address, which "
                    + "`btcli wallet list` prints.", context: publicPath)
        }
        return try Self.publicHotkey(path: publicPath)
    }

    /// Reads a hotkey from a file with its public half: JSON with `ss58Address`, `publicKey` or `accountId`. Throws
    /// `hotkeyInvalid`, also if the file contains the secret, or `cannotRead`.
    public static func publicHotkey(path: String) throws -> Hotkey {
        func invalid(_ why: String) -> SigningError {
            SigningError(.hotkeyInvalid, "The hotkey's public file cannot be used: \(why).", context: path)
        }
        var bytes = try SystemFile.read(path, limit: 64 << 10).bytes
        defer { SecretBytes.wipe(&bytes) }
        guard let document = try? JSONDocument(bytes, limits: JSONLimits(bytes: 64 << 10, depth: 8, values: 256)),
            let fields = document.members(of: document.root)
        else { throw invalid("it is not a JSON object") }
        for name in ["secretSeed", "secretPhrase", "privateKey"] {
            // Checks only whether the secret exists, without copying it.
            guard case .string? = fields[name] else { continue }
            throw invalid("it contains the secret, which the service must not have; give the address instead")
        }
        var found: Set<Hotkey> = []
        if let address = document.string(of: fields["ss58Address"]) {
            guard let hotkey = try? Hotkey(address) else { throw invalid("its ss58Address does not have format 42") }
            found.insert(hotkey)
        }
        for name in ["publicKey", "accountId"] {
            guard let digits = document.string(of: fields[name]) else { continue }
            guard let hotkey = Hex.bytes(digits.utf8, count: 32).flatMap(Hotkey.init(bytes:)) else {
                throw invalid("its \(name) must be 0x and 64 hexadecimal digits")
            }
            found.insert(hotkey)
        }
        guard let hotkey = found.first else { throw invalid("it has neither ss58Address nor publicKey") }
        guard found.count == 1 else { throw invalid("its address and its public key differ") }
        return hotkey
    }
}
