import Testing

@testable import Signing

/// Keys from seeds, beside the vectors of Substrate.
struct KeyTests {
    @Test(arguments: [
        // `subkey inspect //Alice` and `//Bob`.
        (Known.aliceSeed, "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"),
        (
            "0x398f0c28f98885e046333d4a41c19cee4c37368a9832c6502f6cfd182e2aef89",
            "8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48"
        ),
        // `sp_core::sr25519`: `seeded_pair_should_work`, whose seed is the text 12345678901234567890123456789012.
        (
            "3132333435363738393031323334353637383930313233343536373839303132",
            "741c08a06f41c596608f6774259bd9043304adfa5d3eea62760bd9be97634d63"
        ),
        // `sp_core::sr25519`: `default_phrase_should_be_used` and its like.
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "44a996beb1eef7bdcab976ab6d2ca26104834164ecf28fb375600576fcc6eb0f"
        ),
    ])
    func publicKeysAreThoseOfSubstrate(seed: String, key: String) throws {
        #expect(try Known.keypair(seed).hotkey.bytes == .init(hex: key))
    }

    /// RFC 9496, appendix A.1: multiples of the base.
    @Test func multiplesOfTheBase() throws {
        let multiples = [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
            "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
            "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
        ].map { [UInt8](hex: $0) }
        func scalar(_ value: UInt8) -> [UInt8] { [value] + [UInt8](repeating: 0, count: 31) }
        for (count, multiple) in multiples.enumerated() {
            let found = Ristretto255.combination(base: scalar(UInt8(count)), minus: scalar(0), times: multiples[1])
            #expect(found == multiple)
        }
        // 3 - 1 * 2, 1 - 1 * 1, and a factor of the identity.
        #expect(Ristretto255.combination(base: scalar(3), minus: scalar(1), times: multiples[2]) == multiples[1])
        #expect(Ristretto255.combination(base: scalar(1), minus: scalar(1), times: multiples[1]) == multiples[0])
        #expect(Ristretto255.combination(base: scalar(2), minus: scalar(9), times: multiples[0]) == multiples[2])
    }

    /// RFC 9496, appendix A.2: encodings that are none, one of each kind.
    @Test(arguments: [
        "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
        "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
        "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func encodingsThatAreNone(hex: String) throws {
        let bytes = [UInt8](hex: hex)
        #expect(!Ristretto255.isPoint(bytes))
        let signature = try Known.keypair().sign(.init("m"))
        #expect(try #require(Hotkey(bytes: bytes)).signed(.init("m"), with: signature) == false)
    }

    @Test(arguments: ["", "0x", "0x12", Known.aliceSeed + "00", String(Known.aliceSeed.dropLast()) + "g", "é"])
    func seedsThatAreNone(text: String) {
        #expect { try SecretSeed(hex: text) } throws: { ($0 as? SigningError)?.code == .seedInvalid }
    }

    @Test func secretsAreNotPrinted() throws {
        let seed = try SecretSeed(hex: Known.aliceSeed)
        var text = "\(seed) \(try Keypair(seed: seed)) "
        dump(seed, to: &text)
        dump(try Keypair(seed: seed), to: &text)
        #expect(!text.contains("e5be9a50") && !text.contains("229"))
        #expect(text.contains(Known.alice))
    }

    /// libsodium ends the process where memory is freed twice.
    @Test func memoryThatIsNotFilledIsFreedOnce() {
        struct Stop: Error {}
        for _ in 0..<100 {
            #expect(throws: Stop.self) { try SecretBytes(count: 32) { _ in throw Stop() } }
        }
    }

    @Test func seedsDiffer() throws {
        #expect(try Keypair(seed: SecretSeed()).hotkey != Keypair(seed: SecretSeed()).hotkey)
    }
}
