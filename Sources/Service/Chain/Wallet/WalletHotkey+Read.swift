extension WalletHotkey {
    /// A hotkey that was read, and what its owner should know about the file.
    public struct Loaded: Sendable {
        public let keypair: Keypair
        /// One line each; empty where all is well.
        public let warnings: [String]
    }

    /// Reads the file, and checks that the seed gives the public key and the address that it claims. Throws
    /// `hotkeyMissing`, `hotkeyInvalid` and `cannotRead`.
    public func load() throws -> Loaded {
        guard SystemFile.stamp(path) != nil else {
            throw ChainError(
                .hotkeyMissing,
                "There is no hotkey: make one with `btcli wallet new_hotkey`, or one to throw away with "
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
                ? [] : ["Others may read the secret in \(path) (mode \(mode)); run: chmod 600 '\(path)'"])
    }

    private static func keypair(_ bytes: [UInt8], path: String) throws -> Keypair {
        func invalid(_ why: String) -> ChainError {
            ChainError(.hotkeyInvalid, "The hotkey's file can't be used: \(why).", context: path)
        }
        if bytes.starts(with: "$NACL".utf8) || bytes.starts(with: "$ANSIBLE_VAULT".utf8) {
            throw invalid("it is encrypted, and a server has nobody to ask for the password")
        }
        let document: JSONDocument
        do {
            document = try JSONDocument(bytes, limits: JSONLimits(bytes: 64 << 10, depth: 8, values: 256))
        } catch {
            throw invalid("it isn't JSON")
        }
        guard let fields = document.members(of: document.root) else { throw invalid("it isn't a JSON object") }
        guard case .string(let digits)? = fields["secretSeed"] else {
            throw invalid("it has no secretSeed; make it anew with `btcli wallet regen_hotkey`")
        }
        guard let seed = try? SecretSeed(hexDigits: bytes[digits]) else {
            throw invalid("its secretSeed isn't 0x and 64 hexadecimal digits")
        }
        let keypair = try Keypair(seed: seed)
        for name in ["publicKey", "accountId"] {
            guard let claimed = document.string(of: fields[name]) else { continue }
            guard Hex.bytes(claimed.utf8, count: 32) == keypair.hotkey.bytes else {
                throw invalid("its \(name) doesn't belong to its secretSeed")
            }
        }
        if let claimed = document.string(of: fields["ss58Address"]) {
            guard (try? SS58Address(claimed))?.account == keypair.hotkey.bytes else {
                throw invalid("its ss58Address doesn't belong to its secretSeed")
            }
        }
        return keypair
    }
}
