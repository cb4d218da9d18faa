import Foundation
import Testing

@testable import Signing

/// Beside PyPI's `substrate-interface` and `py-sr25519-bindings`: each signs, the other checks.
@Suite(
    .enabled(
        if: ReferenceSigner.python != nil,
        "PyPI's substrate-interface isn't there: run Scripts/signers.sh where the network is up"))
struct ReferenceSignerTests {
    private struct Case: Codable {
        var seed: String
        var message: String
        var signature: String
    }

    private struct Answer: Decodable {
        var signature: String
        var address: String
        var verified: Bool
    }

    /// Signs each message, and checks our signature over it.
    private static let script = """
        import json, sys
        from substrateinterface import Keypair
        answers = []
        for case in json.load(sys.stdin):
            pair = Keypair.create_from_seed(case["seed"])
            message = bytes.fromhex(case["message"])
            answers.append({"signature": "0x" + pair.sign(message).hex(), "address": pair.ss58_address,
                            "verified": pair.verify(message, case["signature"])})
        print(json.dumps(answers))
        """

    @Test func bothWays() throws {
        let python = try #require(ReferenceSigner.python)
        var numbers = SeededNumbers(state: 25519)
        var cases: [Case] = []
        for length in 0..<200 {
            let seed = Hex.text((0..<32).map { _ in UInt8.random(in: 0...255, using: &numbers) })
            let message = (0..<length).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            let signature = try Known.keypair(seed).sign(message)
            cases.append(Case(seed: "0x" + seed, message: Hex.text(message), signature: signature.description))
        }
        let answers = try ReferenceSigner.run(Self.script, cases, with: python, as: [Answer].self)
        #expect(answers.count == cases.count)
        for (one, answer) in zip(cases, answers) {
            let hotkey = try Known.keypair(one.seed).hotkey
            #expect(hotkey.description == answer.address)
            #expect(answer.verified, "theirs refused ours over \(one.message)")
            #expect(
                hotkey.signed(.init(hex: one.message), with: try Signature(answer.signature)),
                "ours refused theirs over \(one.message)")
        }
    }

    /// What is bad for one is bad for the other, odd keys included.
    @Test func theyAgreeOnWhatIsBad() throws {
        struct Odd: Codable {
            var key: String
            var message: String
            var signature: String
        }
        let script = """
            import json, sys, sr25519
            def verified(case):
                try:
                    return bool(sr25519.verify(*(bytes.fromhex(case[n]) for n in ("signature", "message", "key"))))
                except Exception:
                    return False
            print(json.dumps([verified(case) for case in json.load(sys.stdin)]))
            """
        let python = try #require(ReferenceSigner.python)
        var numbers = SeededNumbers(state: 3)
        let keypair = try Known.keypair()
        let message = [UInt8]("m")
        let good = try keypair.sign(message).bytes
        let zeros = [UInt8](repeating: 0, count: 32)
        var cases = [Odd(key: Hex.text(zeros), message: "6d", signature: Hex.text(zeros + zeros.dropLast() + [128]))]
        for bit in 0..<512 {
            var changed = good
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            cases.append(Odd(key: Hex.text(keypair.hotkey.bytes), message: "6d", signature: Hex.text(changed)))
        }
        for _ in 0..<200 {
            let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            cases.append(Odd(key: Hex.text(key), message: "6d", signature: Hex.text(good)))
        }
        cases.append(Odd(key: Hex.text(keypair.hotkey.bytes), message: "6d", signature: Hex.text(good)))
        let theirs = try ReferenceSigner.run(script, cases, with: python, as: [Bool].self)
        let ours = cases.map { one in
            guard let hotkey = Hotkey(bytes: .init(hex: one.key)),
                let signature = Signature(bytes: .init(hex: one.signature))
            else { return false }
            return hotkey.signed(.init(hex: one.message), with: signature)
        }
        #expect(ours == theirs)
        #expect(ours.count { $0 } == 2, "the identity's and the good one")
    }
}
