// Unsafe: draws a secret straight into the memory that will hold it.

extension Transcript {
    /// 64 bytes that depend on the transcript, on a secret and on randomness, and leave the transcript as it is.
    ///
    /// So signing is safe where one of the two is bad: with a weak generator it is deterministic, and a message that is
    /// signed twice gives nothing away.
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
