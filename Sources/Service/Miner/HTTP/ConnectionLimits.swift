/// What all of those who are connected may take.
struct ConnectionLimits: Sendable, Hashable {
    /// Connections at the same time; more wait to be taken.
    var connections = 512
    /// Bytes of challenges' bodies at the same time: one of the largest for each connection.
    var challengeBytes = 512 * ChallengeController.longestChallenge
    /// Bytes of the bodies of `/predict` at the same time.
    var predictBytes = 128 << 20
    /// Seconds for a connection to say something: the head of a request has to be whole by then.
    var idleSeconds = 15.0
    /// Seconds for a body to arrive.
    var bodySeconds = 15.0
}
