import CSodium

/// libsodium's start, once for the process.
enum Sodium {
    private static let started = sodium_init() >= 0

    /// Throws `libraryFailed`, which happens only where the system gives no random numbers.
    static func start() throws(ChainError) {
        guard started else {
            throw ChainError(.libraryFailed, "libsodium can't start: does this system give random numbers?")
        }
    }
}
