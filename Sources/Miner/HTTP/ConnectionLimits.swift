/// What all of those who are connected may take.
struct ConnectionLimits: Sendable, Hashable {
    /// Connections at the same time; more wait to be taken.
    var connections = 512
    /// Bytes of bodies at the same time.
    var bodyBytes = 128 << 20
    /// Seconds for a connection to say something: the head of a request has to be whole by then.
    var idleSeconds = 15.0
    /// Seconds for a body to arrive.
    var bodySeconds = 15.0
}
