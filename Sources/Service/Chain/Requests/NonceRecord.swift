/// A nonce and who used it: what is remembered, and its 64 bytes in the journal.
///
/// Bytes 0-7 the time, little-endian; 8-17 the suffix; 18-49 the hotkey; 50-55 zero; 56-63 the start of the BLAKE2b of
/// the 56 before, so that a record that was cut off is none.
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

    /// Nil where the bytes are no whole record.
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
