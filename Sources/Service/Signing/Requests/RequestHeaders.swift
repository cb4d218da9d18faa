/// The four headers of a signed request.
public struct RequestHeaders: Hashable, Sendable {
    /// The name of the header with the validator's hotkey.
    public static let validatorHotkeyName = "validator-hotkey"
    /// The name of the header with the miner's hotkey.
    public static let minerHotkeyName = "miner-hotkey"
    /// The name of the header with the nonce.
    public static let nonceName = "nonce"
    /// The name of the header with the signature.
    public static let signatureName = "signature"

    /// The longest valid value, in bytes; a signature has 130.
    static let longest = 256

    /// The validator's hotkey as an SS58 address.
    public var validatorHotkey: String
    /// The miner's hotkey as an SS58 address.
    public var minerHotkey: String
    /// The nonce: `{time in ns}_{10 letters or digits}`.
    public var nonce: String
    /// The signature: `0x` and 128 hexadecimal digits.
    public var signature: String

    /// Reads the headers of a request.
    ///
    /// - Parameter values: Returns all values of a header by its name in lower case.
    /// - Throws: `headerMissing` with the names of all missing headers, or `headerInvalid`.
    public init(_ values: (_ name: String) -> [String]) throws(RequestRefusal) {
        var found: [String] = []
        var missing: [String] = []
        for name in [Self.validatorHotkeyName, Self.minerHotkeyName, Self.nonceName, Self.signatureName] {
            if let value = try Self.single(name, in: values) { found.append(value) } else { missing.append(name) }
        }
        guard found.count == 4 else {
            throw RequestRefusal(.headerMissing, "The request has no header \(missing.joined(separator: ", ")).")
        }
        (validatorHotkey, minerHotkey, nonce, signature) = (found[0], found[1], found[2], found[3])
    }

    /// Returns the only value of a header, or `nil` if it is missing. Throws `headerInvalid` if it is repeated or too
    /// long.
    static func single(_ name: String, in values: (_ name: String) -> [String]) throws(RequestRefusal) -> String? {
        let values = values(name)
        guard let value = values.first else { return nil }
        guard values.count == 1 else {
            throw RequestRefusal(.headerInvalid, "The header \(name) occurs \(values.count) times; send it once.")
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

    /// The names and values of the headers, for sending a request.
    public var fields: [(name: String, value: String)] {
        [
            (Self.validatorHotkeyName, validatorHotkey), (Self.minerHotkeyName, minerHotkey),
            (Self.nonceName, nonce), (Self.signatureName, signature),
        ]
    }
}
