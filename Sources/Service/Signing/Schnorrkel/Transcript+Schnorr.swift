extension Transcript {
    /// Returns the transcript that Substrate signs: schnorrkel's signing context `substrate` and the message.
    static func signing(_ message: [UInt8]) -> Transcript {
        var transcript = Transcript(label: "SigningContext")
        transcript.append("", Array("substrate".utf8))
        transcript.append("sign-bytes", message)
        return transcript
    }

    /// Absorbs the protocol's name and the public key, before any challenge is drawn (schnorrkel, `sign.rs`).
    mutating func commit(key: [UInt8]) {
        append("proto-name", Array("Schnorr-sig".utf8))
        append("sign:pk", key)
    }

    /// Returns the challenge for a commitment to `point`, as a scalar.
    mutating func challenge(point: [UInt8]) -> [UInt8] {
        append("sign:R", point)
        return Ristretto255.reduce(challenge("sign:c", count: 64))
    }

    mutating func schnorrChallenge(key: [UInt8], point: [UInt8]) -> [UInt8] {
        commit(key: key)
        return challenge(point: point)
    }
}
