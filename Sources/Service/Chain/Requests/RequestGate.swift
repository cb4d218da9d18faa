/// Decides who may ask: proves who it is, that the request is for this miner and new, and that the stake suffices.
///
/// In two steps, the cheap before the dear: `claim` is what the headers tell, `admit` what the body proves. Never waits:
/// stakes come from a list in memory, and the journal's one small write goes to the system's cache.
public struct RequestGate: Sendable {
    /// What is needed to prove who asks.
    public struct Verification: Sendable {
        /// Our own hotkey.
        public var miner: Hotkey
        public var nonces: NonceMemory

        public init(miner: Hotkey, nonces: NonceMemory) {
            self.miner = miner
            self.nonces = nonces
        }
    }

    /// Who may ask, of those that are proven.
    public struct StakeRule: Sendable {
        public static let defaultMinimum = 1000.0
        public var source: any StakeSource
        public var minimum: Double

        public init(source: any StakeSource, minimum: Double = defaultMinimum) {
            self.source = source
            self.minimum = minimum
        }
    }

    /// Nil lets everybody say who they are.
    public let verification: Verification?
    /// Nil lets everybody ask.
    public let stakeRule: StakeRule?
    private let now: @Sendable () -> UInt64

    /// `now` gives nanoseconds since 1970.
    public init(
        verification: Verification?, stakeRule: StakeRule?,
        now: @escaping @Sendable () -> UInt64 = WallClock.nanoseconds
    ) {
        self.verification = verification
        self.stakeRule = stakeRule
        self.now = now
    }

    /// What the headers of a request tell, or why it isn't let in. `values` gives all values of a header by its name in
    /// lower case.
    ///
    /// In this order: headers, the nonce's form and time, whom the request is for, the forms of hotkey and signature,
    /// the stake. All of it is cheap and asks memory alone, so it comes before a byte of the body is read.
    public func claim(headers values: (_ name: String) -> [String]) throws(RequestRefusal) -> RequestClaim {
        guard let verification else { return try unprovenClaim(values) }
        let headers = try RequestHeaders(values)
        _ = try Self.timely(headers.nonce, now: now())
        guard let miner = try? Hotkey(headers.minerHotkey), miner == verification.miner else {
            throw RequestRefusal(
                .minerMismatch, "The request is for another miner: \(RequestHeaders.minerHotkeyName) isn't ours.",
                context: headers.minerHotkey)
        }
        let validator = try Self.validator(headers.validatorHotkey)
        let signature = try Self.signature(headers.signature, of: validator)
        return RequestClaim(
            validator: validator, stake: try stakeRule?.stake(of: validator),
            proof: .init(headers: headers, validator: validator, signature: signature))
    }

    /// Lets a request in or says why not. `body` is what was sent, before anybody read it.
    ///
    /// In this order: the nonce's time once more, since the body may have taken long; the signature; and last whether
    /// the nonce is new. It is remembered only for a request that is let in: so no stranger can use up the memory, or a
    /// validator's nonce.
    public func admit(_ claim: RequestClaim, body: [UInt8]) throws(RequestRefusal) -> AdmittedRequest {
        guard let verification, let proof = claim.proof else {
            return AdmittedRequest(validator: claim.validator, nonce: nil, stake: claim.stake, message: nil)
        }
        let now = now()
        let nonce = try Self.timely(proof.headers.nonce, now: now)
        let message = try Self.message(of: proof, body: body)
        try verification.nonces.take(nonce, of: proof.validator, now: now)
        return AdmittedRequest(validator: proof.validator, nonce: nonce, stake: claim.stake, message: message)
    }

    /// Both in one, for a request that is there as a whole.
    public func admit(headers values: (_ name: String) -> [String], body: [UInt8]) throws(RequestRefusal)
        -> AdmittedRequest
    {
        try admit(claim(headers: values), body: body)
    }

    private func unprovenClaim(_ values: (_ name: String) -> [String]) throws(RequestRefusal) -> RequestClaim {
        guard let stakeRule else { return RequestClaim(validator: nil, stake: nil, proof: nil) }
        let name = RequestHeaders.validatorHotkeyName
        guard let text = try RequestHeaders.single(name, in: values) else {
            throw RequestRefusal(.headerMissing, "The request lacks the header \(name).")
        }
        let validator = try Self.validator(text)
        return RequestClaim(validator: validator, stake: try stakeRule.stake(of: validator), proof: nil)
    }
}
