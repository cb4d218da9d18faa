import Synchronization
import Testing

@testable import Signing

/// Stakes that a test decides.
private struct Stakes: StakeSource {
    var stakes: [Hotkey: Double]
    func stake(of hotkey: Hotkey) -> Double? { stakes[hotkey] }
}

struct RequestGateTests {
    private static let now: UInt64 = 1_735_000_000_000_000_000
    private let validator: Keypair
    private let miner: Hotkey
    private let gate: RequestGate
    private let nonces: NonceMemory
    private let body = [UInt8](#"{"challenge_id":"42","type":"gsr"}"#)

    init() throws {
        validator = try Known.keypair(String(repeating: "07", count: 32))
        miner = try Hotkey(Known.alice)
        nonces = try NonceMemory(journal: nil, now: Self.now)
        gate = RequestGate(
            verification: .init(miner: miner, nonces: nonces),
            stakeRule: .init(source: Stakes(stakes: [validator.hotkey: 1000])), now: { Self.now })
    }

    private func headers(_ change: (inout RequestHeaders) -> Void = { _ in }) throws -> RequestHeaders {
        var headers = try validator.sign(body: body, for: miner, nonce: Nonce(now: Self.now))
        change(&headers)
        return headers
    }

    private func admit(_ headers: RequestHeaders, body: [UInt8]? = nil, gate: RequestGate? = nil)
        throws(RequestRefusal) -> AdmittedRequest
    {
        let values = Dictionary(headers.fields.map { ($0.name, [$0.value]) }) { $1 }
        return try (gate ?? self.gate).admit(headers: { values[$0] ?? [] }, body: body ?? self.body)
    }

    private func code(_ headers: RequestHeaders, body: [UInt8]? = nil, gate: RequestGate? = nil)
        -> RequestRefusal.Code?
    {
        do {
            _ = try admit(headers, body: body, gate: gate)
            return nil
        } catch {
            return error.code
        }
    }

    /// The request that the protocol's description shows.
    private static let shown = RequestHeaders(
        validatorHotkey: "5HB7kpn92RS7uF9uWn8bXSvPVKFPg8kPUFDd5sbveGjX6Dbi", minerHotkey: Known.alice,
        nonce: "1735000000000000000_AbCdEfGhIj",
        signature: "0x60ddbcf4fe0ef618306bc581cdc5b7ffd6e9f3f9c3b17cd8597a0975f055857b"
            + "f5b04f24eafd077dcd950f02888fd321f2c02045621705efd80f719094bb3a86")
    private static let shownBody =
        #"{"challenge_id": "42", "type": "gsr", "video_url": "https://scoredata.me/a.mp4", "created_at": null}"#

    @Test func theRequestThatIsShown() throws {
        #expect(
            Hex.text(Hashes.sha256(.init(Self.shownBody)))
                == "bf7fc11a88e0ed9c202d88c6add5c9c4e3090bc6a56b1e9c3a746ca340862143")
        let gate = RequestGate(verification: gate.verification, stakeRule: nil, now: { Self.now })
        let admitted = try admit(Self.shown, body: .init(Self.shownBody), gate: gate)
        #expect(
            admitted.validator?.bytes
                == [UInt8](hex: "e2111779981618705ecacea1af6ff9350bce2b2dccd03e0c3e01eb0c823d2666"))
        #expect(admitted.message?.description == "raw")
        #expect(admitted.stake == nil)
        #expect(code(Self.shown, body: .init(Self.shownBody), gate: gate) == .nonceSeen)
    }

    /// The same request, its body sent compact: httpx does so with what `json.dumps` signed.
    @Test func theRequestThatIsShownSentCompact() throws {
        let compact = Self.shownBody.replacing(", ", with: ",").replacing("\": ", with: "\":")
        let gate = RequestGate(verification: gate.verification, stakeRule: nil, now: { Self.now })
        #expect(try admit(Self.shown, body: .init(compact), gate: gate).message?.description == "pythonJSON")
    }

    /// Reading JSON costs time before anything is proven, so a large body counts as it is only.
    @Test(arguments: [(1000, true), (300_000, false)]) func largeBodiesAreNotRewritten(count: Int, isLetIn: Bool) throws
    {
        let compact = [UInt8](#"{"a":1,"b":"\#(String(repeating: "x", count: count))"}"#)
        let signed = try validator.sign(body: compact, for: miner, nonce: Nonce(now: Self.now), as: .pythonJSON)
        #expect(code(signed, body: compact) == (isLetIn ? nil : .signatureInvalid))
        let raw = try validator.sign(body: compact, for: miner, nonce: Nonce(now: Self.now))
        #expect(try admit(raw, body: compact).message?.body == .raw)
    }

    @Test func whoMayIsLetIn() throws {
        let admitted = try admit(try headers())
        #expect(admitted.validator == validator.hotkey)
        #expect(admitted.stake == 1000)
        #expect(admitted.message?.body == .raw && admitted.message?.wrapped == false)
    }

    @Test func wrappedMessages() throws {
        for form in SignedMessage.Body.allCases {
            var headers = try headers { $0.nonce = Nonce(now: Self.now).description }
            let hashed = form == .raw ? body : try PythonJSON.rewritten(body)
            let message = SignedMessage(
                nonce: headers.nonce, miner: headers.minerHotkey, hash: Hashes.sha256(hashed), body: form, wrapped: true
            )
            headers.signature = try validator.sign(message.text).description
            #expect(try admit(headers).message?.description == "\(form.rawValue), wrapped")
        }
    }

    @Test func nothingThatWasSignedCanBeChanged() throws {
        #expect(code(try headers(), body: body + [0x20]) == .signatureInvalid)
        #expect(code(try headers(), body: .init(#"{"challenge_id":"43","type":"gsr"}"#)) == .signatureInvalid)
        #expect(code(try headers { $0.nonce = Nonce(now: Self.now).description }) == .signatureInvalid)
        let open = RequestGate(verification: gate.verification, stakeRule: nil, now: { Self.now })
        #expect(code(try headers { $0.validatorHotkey = Known.alice }, gate: open) == .signatureInvalid)
        #expect(code(try headers { $0.signature = $0.signature.replacing("0x", with: "") }) == .signatureInvalid)
        #expect(code(try headers { $0.signature = "0x" + String(repeating: "0", count: 128) }) == .signatureInvalid)
    }

    @Test func aRequestForAnotherMiner() throws {
        let other = try Keypair(seed: SecretSeed()).hotkey
        let headers = try validator.sign(body: body, for: other, nonce: Nonce(now: Self.now))
        #expect(code(headers) == .minerMismatch)
        #expect(code(try self.headers { $0.minerHotkey = "5Grw" }) == .minerMismatch)
    }

    @Test func strangersAndThePoor() throws {
        let stranger = try Keypair(seed: SecretSeed())
        let headers = try stranger.sign(body: body, for: miner, nonce: Nonce(now: Self.now))
        #expect(code(headers) == .hotkeyUnknown)
        let poor = RequestGate(
            verification: gate.verification,
            stakeRule: .init(source: Stakes(stakes: [stranger.hotkey: 999.99]), minimum: 1000), now: { Self.now })
        #expect(code(headers, gate: poor) == .stakeTooLow)
        #expect(nonces.count == 0, "who isn't let in leaves nothing behind")
    }

    /// Nobody can use up a nonce by showing it with a wrong signature.
    @Test func aNonceIsUsedUpByItsOwnerOnly() throws {
        let good = try headers()
        var bad = good
        bad.signature = try validator.sign([1]).description
        #expect(code(bad) == .signatureInvalid)
        #expect(code(good) == nil)
        #expect(code(good) == .nonceSeen)
        #expect(code(bad) == .signatureInvalid)
    }

    @Test func theIdentityIsNobody() throws {
        let zeros = [UInt8](repeating: 0, count: 32)
        let identity = try #require(Hotkey(bytes: zeros))
        let open = RequestGate(verification: gate.verification, stakeRule: nil, now: { Self.now })
        #expect(code(try headers { $0.validatorHotkey = identity.description }, gate: open) == .hotkeyInvalid)
    }

    /// A stranger costs no verification, and needn't send a body: the stake comes first, from the headers alone.
    @Test func whatHeadersTellIsToldWithoutABody() throws {
        let stranger = try Keypair(seed: SecretSeed())
        let unknown = try stranger.sign(body: [], for: miner, nonce: Nonce(now: Self.now))
        var unsigned = try headers()
        unsigned.signature = try validator.sign([1]).description
        func claim(_ headers: RequestHeaders) throws(RequestRefusal) -> RequestClaim {
            let values = Dictionary(headers.fields.map { ($0.name, [$0.value]) }) { $1 }
            return try gate.claim { values[$0] ?? [] }
        }
        func code(_ headers: RequestHeaders) -> RequestRefusal.Code? {
            do {
                _ = try claim(headers)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code(unknown) == .hotkeyUnknown)
        #expect(code(try headers { $0.nonce = "1734999000000000000_AbCdEfGhIj" }) == .nonceOutOfTime)
        #expect(code(try headers { $0.minerHotkey = validator.hotkey.description }) == .minerMismatch)
        #expect(code(try headers { $0.validatorHotkey = "5Grw" }) == .hotkeyInvalid)
        #expect(code(try headers { $0.signature = "0x" }) == .signatureInvalid)
        // Only a body shows that the signature is another's; no nonce is spent until then.
        let claimed = try claim(unsigned)
        #expect(claimed.validator == validator.hotkey && claimed.stake == 1000)
        #expect { try gate.admit(claimed, body: body) } throws: {
            ($0 as? RequestRefusal)?.code == .signatureInvalid
        }
        #expect(nonces.count == 0)
        #expect(try gate.admit(claim(headers()), body: body).validator == validator.hotkey)
    }

    @Test func aBodyThatTakesTooLongIsOutOfTime() throws {
        let clock = Mutex(Self.now)
        let gate = RequestGate(verification: gate.verification, stakeRule: nil, now: { clock.withLock { $0 } })
        let headers = try headers()
        let values = Dictionary(headers.fields.map { ($0.name, [$0.value]) }) { $1 }
        let claim = try gate.claim { values[$0] ?? [] }
        clock.withLock { $0 += Nonce.window + 1 }
        #expect { try gate.admit(claim, body: body) } throws: { ($0 as? RequestRefusal)?.code == .nonceOutOfTime }
    }

    /// Each fault beside those that come after it in the order of the checks.
    @Test func theOrderOfTheChecks() throws {
        let old = "1734999000000000000_AbCdEfGhIj"
        #expect(code(.init(validatorHotkey: "", minerHotkey: "", nonce: "", signature: "")) == .nonceInvalid)
        #expect(code(.init(validatorHotkey: "", minerHotkey: "", nonce: old, signature: "")) == .nonceOutOfTime)
        let nonce = Nonce(now: Self.now).description
        #expect(code(.init(validatorHotkey: "", minerHotkey: "", nonce: nonce, signature: "")) == .minerMismatch)
        #expect(
            code(.init(validatorHotkey: "", minerHotkey: Known.alice, nonce: nonce, signature: "")) == .hotkeyInvalid)
        #expect(
            code(.init(validatorHotkey: Known.alice, minerHotkey: Known.alice, nonce: nonce, signature: ""))
                == .signatureInvalid)
        let another = try validator.sign([1]).description
        #expect(
            code(.init(validatorHotkey: Known.alice, minerHotkey: Known.alice, nonce: nonce, signature: another))
                == .hotkeyUnknown)
    }

    @Test func checksThatAreOff() throws {
        let nothing = RequestGate(verification: nil, stakeRule: nil)
        #expect(try nothing.admit(headers: { _ in [] }, body: []).validator == nil)
        let stakeOnly = RequestGate(verification: nil, stakeRule: gate.stakeRule)
        #expect(code(try headers(), body: [], gate: stakeOnly) == nil)
        #expect(code(try headers { $0.validatorHotkey = Known.alice }, gate: stakeOnly) == .hotkeyUnknown)
        #expect { try stakeOnly.admit(headers: { _ in [] }, body: []) } throws: {
            ($0 as? RequestRefusal)?.code == .headerMissing
        }
    }

    /// Random changes to headers: each is refused, none with a signature in its message.
    @Test func mutatedHeadersAreRefused() throws {
        var numbers = SeededNumbers(state: 44)
        let good = try headers()
        for _ in 0..<1000 {
            var fields = good.fields.map { Array($0.value.utf8) }
            let field = Int.random(in: 0..<4, using: &numbers)
            let place = fields[field].indices.randomElement(using: &numbers) ?? 0
            switch Int.random(in: 0..<3, using: &numbers) {
            case 0: fields[field][place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
            case 1: fields[field].remove(at: place)
            default: fields[field].insert(.random(in: 0...255, using: &numbers), at: place)
            }
            let texts = fields.map { String(decoding: $0, as: UTF8.self) }
            let changed = RequestHeaders(
                validatorHotkey: texts[0], minerHotkey: texts[1], nonce: texts[2], signature: texts[3])
            // Hexadecimal digits have two cases.
            guard changed.signature.lowercased() != good.signature || field != 3 else { continue }
            do {
                _ = try admit(changed)
                Issue.record("\(changed) was let in")
            } catch {
                #expect(!error.description.contains(good.signature.dropFirst(10)))
            }
        }
        #expect(code(good) == nil)
    }
}
