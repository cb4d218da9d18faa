#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension WalletHotkey {
    /// Creates a hotkey: its file with mode 0600, the file with its public half beside it, and their folders. Never
    /// overwrites a file. Throws `hotkeyExists`, `cannotWrite` or `libraryFailed`.
    public func create() throws -> Keypair {
        let seed = try SecretSeed()
        let keypair = try Keypair(seed: seed)
        try makeFolders()
        var json = Self.json(seed, keypair.hotkey)
        defer { SecretBytes.wipe(&json) }
        try SystemFile.create(path, json)
        do {
            try SystemFile.create(publicPath, Self.publicJSON(keypair.hotkey), permissions: 0o644)
        } catch {
            // A secret file without its public file would only cause confusion.
            unlink(path)
            throw error
        }
        return keypair
    }

    private static func publicJSON(_ hotkey: Hotkey) -> [UInt8] {
        let key = "0x" + Hex.text(hotkey.bytes)
        return Array(#"{"accountId": "\#(key)", "publicKey": "\#(key)", "ss58Address": "\#(hotkey)"}"#.utf8) + [0x0A]
    }

    /// Returns the file's contents in the format of Bittensor's wallet, without a mnemonic, which this key does not
    /// have.
    private static func json(_ seed: SecretSeed, _ hotkey: Hotkey) -> [UInt8] {
        let key = "0x" + Hex.text(hotkey.bytes)
        let start = #"{"accountId": "\#(key)", "publicKey": "\#(key)", "secretSeed": "0x"#
        var json = Array(start.utf8)
        // Reserving capacity keeps the array from moving, which would leave a copy of the secret behind.
        json.reserveCapacity(start.utf8.count + 256)
        seed.bytes.withBuffer { bytes in
            for byte in bytes {
                json.append(Hex.digit(byte >> 4))
                json.append(Hex.digit(byte & 15))
            }
        }
        json += #"", "ss58Address": "\#(hotkey)"}"#.utf8
        json.append(0x0A)
        return json
    }

    private func makeFolders() throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        var folder = ""
        for part in parts {
            folder += part + "/"
            if mkdir(folder, 0o700) != 0, errno != EEXIST {
                throw SigningError(
                    .cannotWrite, "Cannot create the folder: \(SystemFile.lastFailure).", context: folder)
            }
        }
    }
}
