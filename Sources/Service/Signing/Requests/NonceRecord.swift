/// A nonce and the hotkey that used it, with its representation of 64 bytes in the journal.
///
/// Bytes 0-7 contain the time in little-endian order, 8-17 the suffix, 18-49 the hotkey, 50-55 zeros, and 56-63 the
/// first bytes of the BLAKE2b hash of bytes 0-55. The hash reveals incomplete records.
struct NonceRecord: Hashable {
    static let byteCount = 64

    var nonce: Nonce
    var hotkey: Hotkey

    var bytes: [UInt8] {
        let time = (0..<8).map { UInt8(truncatingIfNeeded: nonce.time >> UInt64(8 * $0)) }
        let content = time + nonce.suffix.utf8 + hotkey.bytes + [UInt8](repeating: 0, count: 6)
        return content + Self.checksum(content)
    }

    init(nonce: Nonce, hotkey: Hotkey) {
        self.nonce = nonce
        self.hotkey = hotkey
    }

    /// Parses a record. Returns `nil` if the bytes are not a complete record.
    init?(_ bytes: ArraySlice<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.byteCount, Self.checksum(Array(bytes[..<56])) == Array(bytes[56...]) else {
            return nil
        }
        let time = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let nonce = Nonce(time: time, suffix: Array(bytes[8..<18])),
            let hotkey = Hotkey(bytes: Array(bytes[18..<50]))
        else { return nil }
        self.init(nonce: nonce, hotkey: hotkey)
    }

    static func checksum(_ bytes: [UInt8]) -> [UInt8] {
        Array(Hashes.blake2b(bytes, count: 16).prefix(8))
    }
}
