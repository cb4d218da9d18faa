/// A Merlin transcript: it absorbs labelled messages and returns challenges that depend on all of them.
///
/// Source: Henry de Valence, "Merlin: composable proof transcripts" (merlin.cool), version 1.0. Lengths have 32 bits in
/// little-endian order.
struct Transcript: ~Copyable {
    private(set) var strobe: Strobe128

    init(label: String) {
        strobe = Strobe128(protocol: Array("Merlin v1.0".utf8))
        append("dom-sep", Array(label.utf8))
    }

    /// Absorbs a message under a label.
    mutating func append(_ label: String, _ message: [UInt8]) {
        name(label, count: message.count)
        strobe.absorb(data: message)
    }

    /// Draws `count` bytes under a label.
    mutating func challenge(_ label: String, count: Int) -> [UInt8] {
        name(label, count: count)
        var bytes = [UInt8](repeating: 0, count: count)
        strobe.draw(count: count) { bytes[$0] = $1 }
        return bytes
    }

    private mutating func name(_ label: String, count: Int) {
        strobe.absorbMeta(label.utf8)
        strobe.absorbMeta(Self.length(count), more: true)
    }

    static func length(_ count: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    }
}
