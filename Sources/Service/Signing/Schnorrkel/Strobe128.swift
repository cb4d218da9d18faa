/// STROBE-128/1600 with the operations that Merlin needs: absorbing metadata, data and keys, and drawing bytes.
///
/// Source: Mike Hamburg, "The STROBE protocol framework" (2017), version 1.0.2, with the Keccak-f[1600] sponge.
struct Strobe128: ~Copyable {
    /// The flags of an operation (section 6.2 of the specification).
    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let inbound = Flags(rawValue: 1)
        static let application = Flags(rawValue: 2)
        static let cipher = Flags(rawValue: 4)
        static let meta = Flags(rawValue: 16)
    }

    /// The number of bytes between two permutations: 200, minus twice the security level in bytes, minus 2 for padding.
    private static let rate = 166

    private var state: KeccakState
    private var position = 0
    private var begin = 0

    /// Creates a sponge for a protocol.
    init(protocol name: [UInt8]) {
        state = KeccakState()
        let domain = [1, UInt8(Self.rate + 2), 1, 0, 1, 96] + Array("STROBEv1.0.2".utf8)
        for (index, byte) in domain.enumerated() { state[index] = byte }
        state.permute()
        absorbMeta(name)
    }

    private init(state: consuming KeccakState, position: Int, begin: Int) {
        self.state = state
        self.position = position
        self.begin = begin
    }

    borrowing func copy() -> Strobe128 {
        Strobe128(state: state.copy(), position: position, begin: begin)
    }

    /// Absorbs metadata about the next operation. With `more`, it continues the previous operation, which must be the
    /// same.
    mutating func absorbMeta(_ bytes: some Sequence<UInt8>, more: Bool = false) {
        start([.meta, .application], more: more)
        absorb(bytes)
    }

    /// Absorbs data.
    mutating func absorb(data bytes: some Sequence<UInt8>) {
        start(.application)
        absorb(bytes)
    }

    /// Absorbs a secret. Afterwards the previous state cannot be derived from the new one.
    mutating func absorb(key bytes: some Sequence<UInt8>) {
        start([.application, .cipher])
        for byte in bytes {
            state[position] = byte
            advance()
        }
    }

    /// Draws `count` bytes that depend on everything absorbed so far.
    mutating func draw(count: Int, to take: (_ index: Int, _ byte: UInt8) -> Void) {
        start([.inbound, .application, .cipher])
        for index in 0..<count {
            take(index, state[position])
            state[position] = 0
            advance()
        }
    }

    private mutating func start(_ flags: Flags, more: Bool = false) {
        if more { return }
        let before = UInt8(begin)
        begin = position + 1
        absorb([before, flags.rawValue])
        if flags.contains(.cipher), position != 0 { permute() }
    }

    private mutating func absorb(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            state[position] ^= byte
            advance()
        }
    }

    private mutating func advance() {
        position += 1
        if position == Self.rate { permute() }
    }

    private mutating func permute() {
        state[position] ^= UInt8(begin)
        state[position + 1] ^= 0x04
        state[Self.rate + 1] ^= 0x80
        state.permute()
        position = 0
        begin = 0
    }
}
