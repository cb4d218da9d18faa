extension Keypair {
    /// The headers of a request with that body to that miner. Throws `libraryFailed`.
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
