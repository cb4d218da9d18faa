// Unsafe: writes a secret directly to the memory that holds it.

extension Transcript {
    /// Returns 64 bytes that depend on the transcript, a secret and randomness. Does not change the transcript.
    ///
    /// Signing thus remains secure if one of the sources fails: with a weak random generator the result is
    /// deterministic, and signing the same message twice reveals nothing.
    borrowing func witness(_ label: String, secret: SecretBytes, randomness: SecretBytes) throws -> SecretBytes {
        var fork = strobe.copy()
        fork.absorbMeta(label.utf8)
        fork.absorbMeta(Self.length(secret.count), more: true)
        secret.withBuffer { fork.absorb(key: $0) }
        fork.absorbMeta("rng".utf8)
        randomness.withBuffer { fork.absorb(key: $0) }
        fork.absorbMeta(Self.length(64))
        return try SecretBytes(count: 64) { bytes in
            fork.draw(count: 64) { bytes[$0] = $1 }
        }
    }
}
