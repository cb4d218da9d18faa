/// The resources that all connections together may use.
struct ConnectionLimits: Sendable, Hashable {
    /// The number of open connections; further ones wait to be accepted.
    var connections = 512
    /// Memory for the bodies of challenges, in bytes: one of the largest size for each connection.
    var challengeBytes = 512 * ChallengeController.longestChallenge
    /// Memory for the bodies of `/predict`, in bytes.
    var predictBytes = 128 << 20
    /// How long a connection may stay silent, in seconds. The head of a request must arrive within this time.
    var idleSeconds = 15.0
    /// How long a body may take to arrive, in seconds.
    var bodySeconds = 15.0
}
