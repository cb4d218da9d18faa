/// The four headers of a signed request, as text.
public struct RequestHeaders: Hashable, Sendable {
    public static let validatorHotkeyName = "validator-hotkey"
    public static let minerHotkeyName = "miner-hotkey"
    public static let nonceName = "nonce"
    public static let signatureName = "signature"

    /// No valid value is longer: a signature has 130 bytes.
    static let longest = 256

    public var validatorHotkey: String
    public var minerHotkey: String
    public var nonce: String
    public var signature: String

    /// Takes them from a request. `values` gives all values of a header by its name in lower case. Throws
    /// `headerMissing` with the names of all that are missing, and `headerInvalid`.
    public init(_ values: (_ name: String) -> [String]) throws(RequestRefusal) {
        var found: [String] = []
        var missing: [String] = []
        for name in [Self.validatorHotkeyName, Self.minerHotkeyName, Self.nonceName, Self.signatureName] {
            if let value = try Self.single(name, in: values) { found.append(value) } else { missing.append(name) }
        }
        guard found.count == 4 else {
            throw RequestRefusal(.headerMissing, "The request lacks the header \(missing.joined(separator: ", ")).")
        }
        (validatorHotkey, minerHotkey, nonce, signature) = (found[0], found[1], found[2], found[3])
    }

    /// The header's one value, or nil where it is missing.
    static func single(_ name: String, in values: (_ name: String) -> [String]) throws(RequestRefusal) -> String? {
        let values = values(name)
        guard let value = values.first else { return nil }
        guard values.count == 1 else {
            throw RequestRefusal(.headerInvalid, "The header \(name) is there \(values.count) times; once is right.")
        }
        guard value.utf8.count <= longest else {
            throw RequestRefusal(.headerInvalid, "The header \(name) is longer than \(longest) bytes.")
        }
        return value
    }

    init(validatorHotkey: String, minerHotkey: String, nonce: String, signature: String) {
        self.validatorHotkey = validatorHotkey
        self.minerHotkey = minerHotkey
        self.nonce = nonce
        self.signature = signature
    }

    /// Names and values, for a request that is sent.
    public var fields: [(name: String, value: String)] {
        [
            (Self.validatorHotkeyName, validatorHotkey), (Self.minerHotkeyName, minerHotkey),
            (Self.nonceName, nonce), (Self.signatureName, signature),
        ]
    }
}
