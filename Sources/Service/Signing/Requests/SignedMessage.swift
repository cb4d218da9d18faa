/// The text that a request's signature covers: `{nonce}:{miner's hotkey}:{SHA-256 of the body}`.
public struct SignedMessage: Hashable, Sendable {
    /// The form of the body whose hash is signed.
    public enum Body: String, Hashable, Sendable, CaseIterable {
        /// The bytes that were sent.
        case raw
        /// The JSON as Python's `json.dumps` formats it by default. Some clients sign this form and send compact JSON.
        case pythonJSON
    }

    /// The longest body, in bytes, that is also tried as Python's JSON. Parsing takes time before the sender is
    /// verified, and a challenge has less than 1 KiB.
    static let longestRewritten = 256 << 10

    /// The form of the body.
    public let body: Body
    /// Whether the text is enclosed in `<Bytes>` and `</Bytes>`, as wallets do for data that are not transactions.
    public let wrapped: Bool
    let text: [UInt8]

    init(nonce: String, miner: String, hash: [UInt8], body: Body, wrapped: Bool) {
        self.body = body
        self.wrapped = wrapped
        let text = "\(nonce):\(miner):\(Hex.text(hash))"
        self.text = Array((wrapped ? "<Bytes>\(text)</Bytes>" : text).utf8)
    }

    /// Returns the possible messages for a request, most likely first. The sequence is lazy, so later messages cost
    /// nothing if an earlier one matches.
    static func candidates(_ headers: RequestHeaders, body: [UInt8]) -> some Sequence<SignedMessage> {
        Body.allCases.lazy.compactMap { form in hash(of: body, as: form).map { (form, $0) } }.flatMap { form, hash in
            [false, true].map { wrapped in
                SignedMessage(
                    nonce: headers.nonce, miner: headers.minerHotkey, hash: hash, body: form, wrapped: wrapped)
            }
        }
    }

    /// Returns the hash of a form of the body, or `nil` if the form does not apply or equals the raw body.
    private static func hash(of body: [UInt8], as form: Body) -> [UInt8]? {
        switch form {
        case .raw:
            return Hashes.sha256(body)
        case .pythonJSON:
            let limits = JSONLimits(bytes: longestRewritten)
            guard let rewritten = try? PythonJSON.rewritten(body, limits: limits), rewritten != body else { return nil }
            return Hashes.sha256(rewritten)
        }
    }
}

extension SignedMessage: CustomStringConvertible {
    /// The form for the log: `raw`, or `pythonJSON, wrapped`.
    public var description: String { body.rawValue + (wrapped ? ", wrapped" : "") }
}
