/// The text that a request's signature is over: `{nonce}:{miner's hotkey}:{SHA-256 of the body}`.
public struct SignedMessage: Hashable, Sendable {
    /// What of the body was hashed.
    public enum Body: String, Hashable, Sendable, CaseIterable {
        /// The bytes that were sent.
        case raw
        /// The same JSON as Python's `json.dumps` writes it by default: some clients sign that and send compact JSON.
        case pythonJSON
    }

    /// Bytes of a body that is tried as Python's JSON too: reading one costs time before anything is proven, and a
    /// challenge has less than 1 KiB.
    static let longestRewritten = 256 << 10

    public let body: Body
    /// Whether it stands between `<Bytes>` and `</Bytes>`, as wallets sign what isn't a transaction.
    public let wrapped: Bool
    let text: [UInt8]

    init(nonce: String, miner: String, hash: [UInt8], body: Body, wrapped: Bool) {
        self.body = body
        self.wrapped = wrapped
        let text = "\(nonce):\(miner):\(Hex.text(hash))"
        self.text = Array((wrapped ? "<Bytes>\(text)</Bytes>" : text).utf8)
    }

    /// The messages that `headers` may be about, the most likely first. The work for one that isn't reached isn't done.
    static func candidates(_ headers: RequestHeaders, body: [UInt8]) -> some Sequence<SignedMessage> {
        Body.allCases.lazy.compactMap { form in hash(of: body, as: form).map { (form, $0) } }.flatMap { form, hash in
            [false, true].map { wrapped in
                SignedMessage(
                    nonce: headers.nonce, miner: headers.minerHotkey, hash: hash, body: form, wrapped: wrapped)
            }
        }
    }

    /// Nil where that form of the body is none, or is what was sent.
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
    /// For the log: `raw`, `pythonJSON, wrapped`.
    public var description: String { body.rawValue + (wrapped ? ", wrapped" : "") }
}
