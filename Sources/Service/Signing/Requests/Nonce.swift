/// A value that makes a request unique: the time of signing and ten letters or digits.
public struct Nonce: Hashable, Sendable {
    /// The largest allowed difference between the nonce's time and this machine's clock, in nanoseconds.
    public static let window: UInt64 = 120_000_000_000

    private static let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    static let suffixLength = 10

    /// The time of signing, in nanoseconds since 1970.
    public let time: UInt64
    /// Ten ASCII letters or digits.
    public let suffix: String

    /// Parses `{time}_{suffix}`. Each nonce has exactly one valid spelling: without a sign and without leading zeros.
    /// Returns `nil` for anything else.
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

    /// Creates a nonce with a random suffix from the system's generator.
    ///
    /// - Parameter now: The time in nanoseconds since 1970.
    public init(now: UInt64 = WallClock.nanoseconds()) {
        time = max(now, 1)
        var generator = SystemRandomNumberGenerator()
        let suffix = (0..<Self.suffixLength).map { _ in
            Self.characters[Int.random(in: 0..<Self.characters.count, using: &generator)]
        }
        self.suffix = String(decoding: suffix, as: UTF8.self)
    }

    /// Returns the absolute difference between the nonce's time and `now`, in nanoseconds.
    func distance(from now: UInt64) -> UInt64 {
        time > now ? time - now : now - time
    }
}

extension Nonce: CustomStringConvertible {
    /// The nonce in the form `{time}_{suffix}`.
    public var description: String { "\(time)_\(suffix)" }
}
