import CSodium

/// The initialisation of libsodium, once per process.
enum Sodium {
    private static let started = sodium_init() >= 0

    /// Initialises the library. Throws `libraryFailed`, which happens only if the system provides no random numbers.
    static func start() throws(SigningError) {
        guard started else {
            throw SigningError(.libraryFailed, "libsodium cannot start; check that the system provides random numbers.")
        }
    }
}
