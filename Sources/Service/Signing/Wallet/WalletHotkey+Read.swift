extension WalletHotkey {
    /// A hotkey read from its file, and warnings for its owner.
    public struct Loaded: Sendable {
        /// The keypair.
        public let keypair: Keypair
        /// Warnings about the file, one line each; empty if there are none.
        public let warnings: [String]
    }

    /// Reads the file and checks that the seed matches the public key and the address in it. Throws `hotkeyMissing`,
    /// `hotkeyInvalid` or `cannotRead`.
    public func load() throws -> Loaded {
        guard SystemFile.stamp(path) != nil else {
            throw SigningError(
                .hotkeyMissing,
                "The hotkey does not exist: create one with `btcli wallet new_hotkey`, or a test key with "
                    + "`scorevision keygen`.", context: path)
        }
        var (bytes, permissions) = try SystemFile.read(path, limit: 64 << 10)
        defer { SecretBytes.wipe(&bytes) }
        let keypair = try Self.keypair(bytes, path: path)
        let isPrivate = permissions & 0o077 == 0
        let mode = String(permissions, radix: 8)
        return Loaded(
            keypair: keypair,
            warnings: isPrivate
                ? [] : ["Other users may read the secret in \(path) (mode \(mode)); run: chmod 600 '\(path)'"])
    }

    private static func keypair(_ bytes: [UInt8], path: String) throws -> Keypair {
        func invalid(_ why: String) -> SigningError {
            SigningError(.hotkeyInvalid, "The hotkey's file cannot be used: \(why).", context: path)
        }
        if bytes.starts(with: "$NACL".utf8) || bytes.starts(with: "$ANSIBLE_VAULT".utf8) {
            throw invalid("it is encrypted, and a server cannot ask for the password")
        }
        let document: JSONDocument
        do {
            document = try JSONDocument(bytes, limits: JSONLimits(bytes: 64 << 10, depth: 8, values: 256))
        } catch {
            throw invalid("it is not valid JSON")
        }
        guard let fields = document.members(of: document.root) else { throw invalid("it is not a JSON object") }
        guard case .string(let digits)? = fields["secretSeed"] else {
            throw invalid("it has no secretSeed; create it again with `btcli wallet regen_hotkey`")
        }
        guard let seed = try? SecretSeed(hexDigits: bytes[digits]) else {
            throw invalid("its secretSeed must be 0x and 64 hexadecimal digits")
        }
        let keypair = try Keypair(seed: seed)
        for name in ["publicKey", "accountId"] {
            guard let claimed = document.string(of: fields[name]) else { continue }
            guard Hex.bytes(claimed.utf8, count: 32) == keypair.hotkey.bytes else {
                throw invalid("its \(name) does not match its secretSeed")
            }
        }
        if let claimed = document.string(of: fields["ss58Address"]) {
            guard (try? SS58Address(claimed))?.account == keypair.hotkey.bytes else {
                throw invalid("its ss58Address does not match its secretSeed")
            }
        }
        return keypair
    }
}
