import Testing

@testable import Signing

struct SS58AddressTests {
    /// From PyPI's `scalecodec` 1.2.12.
    @Test(
        arguments: [
            (0, "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"),
            (2, "HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F"),
            (42, Known.alice),
            (63, "7NPoMQbiA6trJKkjB35uk96MeJD4PGWkLQLH7k7hXEkZpiba"),
            (64, "cEaNSpz4PxFcZ7nT1VEKrKewH67rfx6MfcM6yKojyyPz7qaqp"),
            (127, "jAtW53781ZL18rTbRPuMcq3EcxYSHF3AJAnnMwgoxs5UAaELH"),
            (255, "yGHXkYLYqxijLKKfd9Q2CB9shRVu8rPNBS53wvwGTutYg4zTg"),
            (256, "VByeGLMtP8r8BYQpNX1sb2VtAW8GYCbtFAeXJwsA2ur3MNRdq"),
            (1284, "VdvKmYJfD4VXA9fzz1SbmCo2eYHSzUFbaDCZSuaNKJAe8YNg6"),
            (16383, "yNa8JpqfFB3q8A29rCwSgxvdU94ufJw2yKKxDgznS5m1PoFvn"),
        ] as [(UInt16, String)])
    func formats(format: UInt16, text: String) throws {
        let address = try #require(SS58Address(account: Known.aliceBytes, format: format))
        #expect(address.description == text)
        #expect(try SS58Address(text) == address)
    }

    @Test func hotkeysAreOfFormat42() throws {
        #expect(try Hotkey(Known.alice).bytes == Known.aliceBytes)
        #expect { try Hotkey("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5") } throws: {
            ($0 as? SigningError)?.description.contains("another chain") == true
        }
    }

    @Test func accountsOfZeros() throws {
        let zeros = [UInt8](repeating: 0, count: 32)
        for format: UInt16 in [0, 42, 64] {
            let text = try #require(SS58Address(account: zeros, format: format)).description
            #expect(try SS58Address(text).account == zeros)
        }
        // The chain's own default account.
        #expect(SS58Address(account: zeros)?.description == "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM")
    }

    @Test(arguments: [
        "", "1", "5", "0", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ", Known.alice + "1", "1" + Known.alice,
        " " + Known.alice, Known.alice + "\n", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKut0Y", "0x" + "d4", String(repeating: "1", count: 100_000),
        String(repeating: "z", count: 100_000), "5Ǵ", "🦊",
    ])
    func textsThatAreNoAddress(text: String) {
        #expect {
            try SS58Address(text)
        } throws: { error in
            let error = error as? SigningError
            return error?.code == .addressInvalid && (error?.description.utf8.count ?? 0) < 500
        }
    }

    /// The checksum, the length and the format are right in each, and still the reserved numbers are none.
    @Test func formatsThatAreNone() {
        for prefix: [UInt8] in [[46], [47], [128], [255], [0b0100_0000, 0], [0b0100_1010, 0b1000_0000]] {
            let payload = prefix + Known.aliceBytes
            let checksum = Hashes.blake2b(Array("SS58PRE".utf8) + payload, count: 64).prefix(2)
            #expect(throws: SigningError.self) { try SS58Address(Base58.text(payload + checksum)) }
        }
        #expect(SS58Address(account: Known.aliceBytes, format: 46) == nil)
        #expect(SS58Address(account: Known.aliceBytes, format: 16384) == nil)
        #expect(SS58Address(account: [1], format: 42) == nil)
    }

    /// draft-msporny-base58: its test vectors.
    @Test func base58() {
        #expect(Base58.text(Array("Hello World!".utf8)) == "2NEpo7TZRRrLZSi2U")
        #expect(Base58.text([0, 0, 0x28, 0x7F, 0xB4, 0xCD]) == "11233QC4")
        #expect(Base58.bytes("11233QC4", limit: 8) == [0, 0, 0x28, 0x7F, 0xB4, 0xCD])
        #expect(Base58.bytes("11233QC4", limit: 7) == nil)
        #expect(Base58.bytes("", limit: 8) == [])
    }

    @Test func aChangedCharacterIsSeen() throws {
        var numbers = SeededNumbers(state: 58)
        for _ in 0..<2000 {
            var text = Array(Known.alice.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let place = text.indices.randomElement(using: &numbers) ?? 0
                switch Int.random(in: 0..<3, using: &numbers) {
                case 0: text[place] = .random(in: 0...255, using: &numbers)
                case 1: text.remove(at: place)
                default: text.insert(.random(in: 33...126, using: &numbers), at: place)
                }
            }
            let changed = String(decoding: text, as: UTF8.self)
            if let address = try? SS58Address(changed) {
                // Two bytes of checksum let one in 65536 through; what gets through is written as it was read.
                #expect(address.description == changed)
            }
        }
    }
}
