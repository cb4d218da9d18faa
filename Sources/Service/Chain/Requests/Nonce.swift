/// What makes a request one of its kind: when it was signed, and ten letters or digits.
public struct Nonce: Hashable, Sendable {
    /// How far its time may be from ours, in nanoseconds, before or after.
    public static let window: UInt64 = 120_000_000_000

    private static let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    static let suffixLength = 10

    /// Nanoseconds since 1970.
    public let time: UInt64
    /// Ten ASCII letters or digits.
    public let suffix: String

    /// Reads `{time}_{suffix}`, where there is one way to write each nonce: no sign, no leading zero. Nil for anything
    /// else.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...20).contains(parts[0].count), parts[0].first != UInt8(ascii: "0"),
            parts[0].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let time = UInt64(Substring(parts[0]))
        else { return nil }
        self.init(time: time, suffix: Array(parts[1]))
    }

    init?(time: UInt64, suffix: [UInt8]) {
        guard time > 0, suffix.count == Self.suffixLength, suffix.allSatisfy(Self.characters.contains) else {
            return nil
        }
        self.time = time
        self.suffix = String(decoding: suffix, as: UTF8.self)
    }

    /// A new one, by the system's generator.
    public init(now: UInt64 = WallClock.nanoseconds()) {
        time = max(now, 1)
        var generator = SystemRandomNumberGenerator()
        let suffix = (0..<Self.suffixLength).map { _ in
            Self.characters[Int.random(in: 0..<Self.characters.count, using: &generator)]
        }
        self.suffix = String(decoding: suffix, as: UTF8.self)
    }

    /// Nanoseconds between its time and `now`, whichever is first.
    func distance(from now: UInt64) -> UInt64 {
        time > now ? time - now : now - time
    }
}

extension Nonce: CustomStringConvertible {
    public var description: String { "\(time)_\(suffix)" }
}
