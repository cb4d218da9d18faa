/// Decides who may ask: proves who it is, that the request is for this miner and new, and that the stake suffices.
///
/// Never waits: stakes come from a list in memory, and the journal's one small write goes to the system's cache.
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

    /// Lets a request in or says why not. `values` gives all values of a header by its name in lower case; `body` is
    /// what was sent, before anybody read it.
    ///
    /// In this order: headers, the nonce's form and time, whom the request is for, the forms of hotkey and signature,
    /// the signature, the stake, and last whether the nonce is new. The cheap comes before the dear, and a nonce is
    /// remembered only for a request that is let in: so no stranger can use up the memory, or a validator's nonce.
    public func admit(headers values: (_ name: String) -> [String], body: [UInt8]) throws(RequestRefusal)
        -> AdmittedRequest
    {
        guard let verification else { return try admitUnproven(values) }
        let headers = try RequestHeaders(values)
        let now = now()
        let nonce = try Self.timely(headers.nonce, now: now)
        guard let miner = try? Hotkey(headers.minerHotkey), miner == verification.miner else {
            throw RequestRefusal(
                .minerMismatch, "The request is for another miner: \(RequestHeaders.minerHotkeyName) isn't ours.",
                context: headers.minerHotkey)
        }
        let validator = try Self.validator(headers.validatorHotkey)
        let message = try Self.message(signedBy: validator, headers, body: body)
        let stake = try stakeRule?.stake(of: validator)
        try verification.nonces.take(nonce, of: validator, now: now)
        return AdmittedRequest(validator: validator, nonce: nonce, stake: stake, message: message)
    }

    private func admitUnproven(_ values: (_ name: String) -> [String]) throws(RequestRefusal) -> AdmittedRequest {
        guard let stakeRule else { return AdmittedRequest(validator: nil, nonce: nil, stake: nil, message: nil) }
        let name = RequestHeaders.validatorHotkeyName
        guard let text = try RequestHeaders.single(name, in: values) else {
            throw RequestRefusal(.headerMissing, "The request lacks the header \(name).")
        }
        let validator = try Self.validator(text)
        return AdmittedRequest(
            validator: validator, nonce: nil, stake: try stakeRule.stake(of: validator), message: nil)
    }
}
