/// Decides which requests are admitted. It verifies the sender, the addressed miner, the nonce and the stake.
///
/// The checks have two steps, cheap checks first: `claim` checks the headers, and `admit` checks the body. The gate
/// never waits: stakes come from memory, and the journal's small write goes to the system's cache.
public struct RequestGate: Sendable {
    /// The data needed to verify the sender.
    public struct Verification: Sendable {
        /// The miner's own hotkey.
        public var miner: Hotkey
        /// The nonces that were already used.
        public var nonces: NonceMemory

        /// Creates the data.
        public init(miner: Hotkey, nonces: NonceMemory) {
            self.miner = miner
            self.nonces = nonces
        }
    }

    /// The required stake of a sender.
    public struct StakeRule: Sendable {
        /// The default minimum stake.
        public static let defaultMinimum = 1000.0
        /// The source of stakes.
        public var source: any StakeSource
        /// The smallest stake that is admitted.
        public var minimum: Double

        /// Creates a rule.
        public init(source: any StakeSource, minimum: Double = defaultMinimum) {
            self.source = source
            self.minimum = minimum
        }
    }

    /// The verification of senders; `nil` accepts any claimed identity.
    public let verification: Verification?
    /// The required stake; `nil` admits every sender.
    public let stakeRule: StakeRule?
    private let now: @Sendable () -> UInt64

    /// Creates a gate.
    ///
    /// - Parameters:
    ///   - verification: The verification of senders, or `nil`.
    ///   - stakeRule: The required stake, or `nil`.
    ///   - now: Returns the time in nanoseconds since 1970.
    public init(
        verification: Verification?, stakeRule: StakeRule?,
        now: @escaping @Sendable () -> UInt64 = WallClock.nanoseconds
    ) {
        self.verification = verification
        self.stakeRule = stakeRule
        self.now = now
    }

    /// Checks the headers of a request.
    ///
    /// The order is: headers, form and time of the nonce, addressed miner, forms of hotkey and signature, stake. All of
    /// these checks are cheap and use only memory, so they run before any byte of the body is read.
    ///
    /// - Parameter values: Returns all values of a header by its name in lower case.
    /// - Throws: The reason why the request is refused.
    public func claim(headers values: (_ name: String) -> [String]) throws(RequestRefusal) -> RequestClaim {
        guard let verification else { return try unprovenClaim(values) }
        let headers = try RequestHeaders(values)
        _ = try Self.timely(headers.nonce, now: now())
        guard let miner = try? Hotkey(headers.minerHotkey), miner == verification.miner else {
            throw RequestRefusal(
                .minerMismatch, "The request is for another miner; check \(RequestHeaders.minerHotkeyName).",
                context: headers.minerHotkey)
        }
        let validator = try Self.validator(headers.validatorHotkey)
        let signature = try Self.signature(headers.signature, of: validator)
        return RequestClaim(
            validator: validator, stake: try stakeRule?.stake(of: validator),
            proof: .init(headers: headers, validator: validator, signature: signature))
    }

    /// Admits or refuses a request.
    ///
    /// The order is: time of the nonce again, because the body may have taken long to arrive; signature; reuse of the
    /// nonce. A nonce is stored only for an admitted request, so a third party can neither fill the memory nor use up a
    /// validator's nonce.
    ///
    /// - Parameters:
    ///   - claim: The checked headers.
    ///   - body: The body exactly as it was sent.
    /// - Throws: The reason why the request is refused.
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

    /// Performs both steps for a request that has arrived completely.
    public func admit(headers values: (_ name: String) -> [String], body: [UInt8]) throws(RequestRefusal)
        -> AdmittedRequest
    {
        try admit(claim(headers: values), body: body)
    }

    private func unprovenClaim(_ values: (_ name: String) -> [String]) throws(RequestRefusal) -> RequestClaim {
        guard let stakeRule else { return RequestClaim(validator: nil, stake: nil, proof: nil) }
        let name = RequestHeaders.validatorHotkeyName
        guard let text = try RequestHeaders.single(name, in: values) else {
            throw RequestRefusal(.headerMissing, "The request has no header \(name).")
        }
        let validator = try Self.validator(text)
        return RequestClaim(validator: validator, stake: try stakeRule.stake(of: validator), proof: nil)
    }
}
