extension RequestGate {
    static func timely(_ text: String, now: UInt64) throws(RequestRefusal) -> Nonce {
        guard let nonce = Nonce(text) else {
            throw RequestRefusal(
                .nonceInvalid, "The nonce isn't of the form {time in ns}_{10 letters or digits}.", context: text)
        }
        let distance = nonce.distance(from: now)
        guard distance <= Nonce.window else {
            let seconds = distance / 1_000_000_000
            throw RequestRefusal(
                .nonceOutOfTime,
                "The nonce is \(seconds) s \(nonce.time > now ? "ahead of" : "behind") this machine's clock; "
                    + "\(Nonce.window / 1_000_000_000) s are allowed. Are both clocks right?",
                context: text)
        }
        return nonce
    }

    static func validator(_ text: String) throws(RequestRefusal) -> Hotkey {
        do {
            let hotkey = try Hotkey(text)
            // schnorrkel lets anyone sign for it, and the chain has it where no hotkey is set.
            if !hotkey.isIdentity { return hotkey }
        } catch {
            throw RequestRefusal(
                .hotkeyInvalid, "The header \(RequestHeaders.validatorHotkeyName) is no hotkey: \(error.message)",
                context: text)
        }
        throw RequestRefusal(
            .hotkeyInvalid, "The header \(RequestHeaders.validatorHotkeyName) is a key that nobody owns.", context: text
        )
    }

    static func signature(_ text: String, of validator: Hotkey) throws(RequestRefusal) -> Signature {
        do {
            return try Signature(text)
        } catch {
            throw RequestRefusal(.signatureInvalid, error.message, context: validator.description)
        }
    }

    /// The message that the signature is over. Costs up to four verifications.
    static func message(of proof: RequestClaim.Proof, body: [UInt8]) throws(RequestRefusal) -> SignedMessage {
        for message in SignedMessage.candidates(proof.headers, body: body)
        where proof.validator.signed(message.text, with: proof.signature) {
            return message
        }
        throw RequestRefusal(
            .signatureInvalid, "The signature isn't the validator's over this nonce, miner and body.",
            context: proof.validator.description)
    }
}

extension RequestGate.StakeRule {
    /// The hotkey's stake, where it suffices.
    func stake(of hotkey: Hotkey) throws(RequestRefusal) -> Double {
        guard let stake = source.stake(of: hotkey) else {
            throw RequestRefusal(
                .hotkeyUnknown, "The hotkey isn't among the nodes that this miner knows.", context: hotkey.description)
        }
        guard stake >= minimum else {
            throw RequestRefusal(
                .stakeTooLow, "The hotkey's stake of \(stake) is under the threshold of \(minimum).",
                context: hotkey.description)
        }
        return stake
    }
}
