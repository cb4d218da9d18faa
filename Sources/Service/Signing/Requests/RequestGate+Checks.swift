extension RequestGate {
    /// Parses a nonce and checks its time.
    static func timely(_ text: String, now: UInt64) throws(RequestRefusal) -> Nonce {
        guard let nonce = Nonce(text) else {
            throw RequestRefusal(
                .nonceInvalid, "The nonce does not have the form {time in ns}_{10 letters or digits}.", context: text)
        }
        let distance = nonce.distance(from: now)
        guard distance <= Nonce.window else {
            let seconds = distance / 1_000_000_000
            throw RequestRefusal(
                .nonceOutOfTime,
                "The nonce is \(seconds) s \(nonce.time > now ? "ahead of" : "behind") this machine's clock; "
                    + "at most \(Nonce.window / 1_000_000_000) s are allowed. Check both clocks.",
                context: text)
        }
        return nonce
    }

    static func validator(_ text: String) throws(RequestRefusal) -> Hotkey {
        do {
            let hotkey = try Hotkey(text)
            // schnorrkel accepts anyone's signature for the identity key, and the chain stores it where no hotkey is
            // set.
            if !hotkey.isIdentity { return hotkey }
        } catch {
            throw RequestRefusal(
                .hotkeyInvalid, "The header \(RequestHeaders.validatorHotkeyName) is not a hotkey: \(error.message)",
                context: text)
        }
        throw RequestRefusal(
            .hotkeyInvalid, "The header \(RequestHeaders.validatorHotkeyName) is a key without an owner.", context: text
        )
    }

    static func signature(_ text: String, of validator: Hotkey) throws(RequestRefusal) -> Signature {
        do {
            return try Signature(text)
        } catch {
            throw RequestRefusal(.signatureInvalid, error.message, context: validator.description)
        }
    }

    /// Returns the message that the signature covers. Needs up to four verifications.
    static func message(of proof: RequestClaim.Proof, body: [UInt8]) throws(RequestRefusal) -> SignedMessage {
        for message in SignedMessage.candidates(proof.headers, body: body)
        where proof.validator.signed(message.text, with: proof.signature) {
            return message
        }
        throw RequestRefusal(
            .signatureInvalid, "The signature does not match the validator, nonce, miner and body.",
            context: proof.validator.description)
    }
}

extension RequestGate.StakeRule {
    /// Returns the hotkey's stake if it reaches the minimum. Throws `hotkeyUnknown` or `stakeTooLow`.
    func stake(of hotkey: Hotkey) throws(RequestRefusal) -> Double {
        guard let stake = source.stake(of: hotkey) else {
            throw RequestRefusal(
                .hotkeyUnknown, "The hotkey is not in this miner's list of nodes.", context: hotkey.description)
        }
        guard stake >= minimum else {
            throw RequestRefusal(
                .stakeTooLow, "The hotkey's stake of \(stake) is below the threshold of \(minimum).",
                context: hotkey.description)
        }
        return stake
    }
}
