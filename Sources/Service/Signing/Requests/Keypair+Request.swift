extension Keypair {
    /// Returns the headers of a signed request.
    ///
    /// - Parameters:
    ///   - body: The body of the request.
    ///   - miner: The hotkey of the receiving miner.
    ///   - nonce: The nonce of the request.
    ///   - form: The form of the body that is signed.
    /// - Throws: `libraryFailed`, or `jsonInvalid` if the form requires JSON and the body is none.
    public func sign(
        body: [UInt8], for miner: Hotkey, nonce: Nonce = Nonce(), as form: SignedMessage.Body = .raw
    ) throws -> RequestHeaders {
        let hashed = form == .raw ? body : try PythonJSON.rewritten(body)
        let message = SignedMessage(
            nonce: nonce.description, miner: miner.description, hash: Hashes.sha256(hashed), body: form, wrapped: false)
        return RequestHeaders(
            validatorHotkey: hotkey.description, minerHotkey: miner.description, nonce: nonce.description,
            signature: try sign(message.text).description)
    }
}
