import Testing

@testable import Signing

/// Signing, and checking beside the vectors of schnorrkel's users.
struct SignatureTests {
    /// `sr25519-crust`, `VerifyExisting`; the Go, Swift and Dart ports hold themselves to it too.
    @Test func aPublishedSignature() throws {
        let hotkey = try #require(
            Hotkey(bytes: .init(hex: "46ebddef8cd9bb167dc30878d7113b7e168e6f0646beffd77d69d39bad76b47a")))
        let signature = try Signature(
            "0x4e172314444b8f820bb54c22e95076f220ed25373e5c178234aa6c211d292712"
                + "44b947e3ff3418ff6b45fd1df1140c8cbff69fc58ee6dc96df70936a2bb74b82")
        #expect(hotkey.signed(.init("this is a message"), with: signature))
        #expect(!hotkey.signed(.init("wrong message"), with: signature))
    }

    /// Signatures of `py-sr25519-bindings` 0.2.4 over so many `m`, about where a block of STROBE is full.
    @Test(arguments: [
        (
            0,
            "8a3494f2a7b9dc7a024a38dc3b0d5af1db991f3bcd57fff58aa43bc4dbbc0c7c"
                + "d73d3cb96227ae36db98dd6d24bb24177a70cec770e215c69abd2f6a80801d8e"
        ),
        (
            1,
            "26f46d1d2982fe9199b839b97cbe4a5344bc054470fcbc33141f1c29bb05e17a"
                + "b87c367558dce4be77e291b62f7cc02a2ee963ad38f31e6a489a2aa958658388"
        ),
        (
            165,
            "9253016138fb67d172a04195839f6d3135db3dfabfc77cfdb9cc03727f645619"
                + "eaedb6afed89cf075c11eb0208475719f1cdf1085f6baf0be334176110d4c58b"
        ),
        (
            166,
            "24fee77288637c72ea7b04ffb04c4dea6f94bc8a689c02ad8813d36604ea772e"
                + "6fd0ff49ea49797987bcc2fce53b6d6d70ec7bb58193bda340acf9c21d160c80"
        ),
        (
            167,
            "58ba4b5d93412ab5ffe42de0ffbaa25ea8e1510a4003f2520b6d6f9e12220d0c"
                + "8ba5d023b54a11012dd5c62b32deda31b9bd4d3c6f954ca8cbebc387bd4b2481"
        ),
        (
            1000,
            "3a57e2af299f8430d754e4978d9ff76a0941f455190284b87821b5192c497a5a"
                + "d3838c0fbccad2ddd9c1997c8fa5aaa6d6dcfd6fc0259fcc205ada317797018e"
        ),
    ])
    func signaturesOfTheBindings(count: Int, signature: String) throws {
        let hotkey = try Hotkey("5HB7kpn92RS7uF9uWn8bXSvPVKFPg8kPUFDd5sbveGjX6Dbi")
        let message = [UInt8](repeating: UInt8(ascii: "m"), count: count)
        #expect(hotkey.signed(message, with: try Signature("0x" + signature)))
    }

    /// `sp_core::sr25519`: `verify_from_old_wasm_works`, which only the deprecated check takes: the marker is missing.
    @Test func aSignatureFromBeforeTheMarker() throws {
        let text =
            "28a854d54903e056f89581c691c1f7d2ff39f8f896c9e9c22475e60902cc2b35"
            + "47199e0e91fa32902028f2ca2355e8cdd16cfe19ba5e8b658c94aa80f3b81a00"
        #expect { try Signature("0x" + text) } throws: { ($0 as? SigningError)?.code == .signatureInvalid }
        var bytes = [UInt8](hex: text)
        bytes[63] |= 128
        let hotkey = try Known.keypair(String(repeating: "0", count: 64)).hotkey
        #expect(!hotkey.signed(.init("SUBSTRATE"), with: try #require(Signature(bytes: bytes))))
    }

    @Test(arguments: [0, 1, 165, 166, 167, 5000]) func whatIsSignedIsSigned(count: Int) throws {
        let keypair = try Keypair(seed: SecretSeed())
        let message = [UInt8](repeating: 7, count: count)
        let signature = try keypair.sign(message)
        #expect(keypair.hotkey.signed(message, with: signature))
        #expect(!keypair.hotkey.signed(message + [7], with: signature))
        #expect(try !Known.keypair().hotkey.signed(message, with: signature))
    }

    @Test func twiceSignedIsDifferent() throws {
        let keypair = try Known.keypair()
        #expect(try keypair.sign([1]) != keypair.sign([1]))
        let randomness = try SecretBytes.random(count: 32)
        #expect(try keypair.sign([1], randomness: randomness) == keypair.sign([1], randomness: randomness))
        // With bad randomness, two messages must not share their nonce: it would give the key away.
        #expect(try keypair.sign([1], randomness: randomness).point != keypair.sign([2], randomness: randomness).point)
    }

    @Test func noBitCanBeChanged() throws {
        let keypair = try Known.keypair()
        let message = [UInt8]("m")
        let signature = try keypair.sign(message)
        for bit in 0..<512 {
            var bytes = signature.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            if let changed = Signature(bytes: bytes) {
                #expect(!keypair.hotkey.signed(message, with: changed), "bit \(bit)")
            } else {
                #expect(bit >= 256, "a point isn't judged before it is compared")
            }
        }
    }

    /// A scalar plus the order of the group is the same number, written in a second way.
    @Test func aScalarHasOneForm() throws {
        let order = [UInt8](hex: "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        #expect(!Ristretto255.isScalar(order))
        let signature = try Known.keypair().sign(.init("m"))
        var sum = signature.scalar, carry = 0
        for index in 0..<32 {
            carry += Int(sum[index]) + Int(order[index])
            sum[index] = UInt8(carry & 255)
            carry >>= 8
        }
        #expect(Signature(bytes: signature.point + sum.dropLast() + [sum[31] | 128]) == nil)
    }

    /// schnorrkel takes the identity as a public key, for which anyone can sign. The gate doesn't.
    @Test func theIdentityIsAKeyAsInTheReference() throws {
        let seven = [7] + [UInt8](repeating: 0, count: 31)
        let base = [UInt8](hex: "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")
        let zero = [UInt8](repeating: 0, count: 32)
        let point = try #require(Ristretto255.combination(base: seven, minus: zero, times: base))
        let forged = Signature(point: point, scalar: seven)
        let identity = try #require(Hotkey(bytes: zero))
        #expect(identity.signed(.init("hello"), with: forged))
        #expect(identity.isIdentity)
    }

    @Test(arguments: [
        "", "0x", "0x00", "82ddd5", String(repeating: "0", count: 130), "0x" + String(repeating: "é", count: 64),
    ])
    func textsThatAreNoSignature(text: String) {
        #expect { try Signature(text) } throws: { ($0 as? SigningError)?.code == .signatureInvalid }
    }
}
