import Testing

@testable import Signing

/// Keccak, STROBE and Merlin beside their published vectors.
struct TranscriptTests {
    /// The Keccak team's `KeccakF-1600-IntermediateValues`: the first lanes of the permuted zero state.
    @Test func keccakOfZeros() {
        var state = KeccakState()
        state.permute()
        let start = (0..<16).map { state[$0] }
        #expect(start == .init(hex: "e7dde140798f25f18a47c033f9ccd584"))
        state.permute()
        #expect((0..<8).map { state[$0] } == .init(hex: "3ccb6ef94d955c2d"))
    }

    /// FIPS 202: SHA3-256 of nothing is one permutation of the padding.
    @Test func sha3OfNothing() {
        var state = KeccakState()
        state[0] = 0x06
        state[135] = 0x80
        state.permute()
        #expect(
            (0..<32).map { state[$0] }
                == .init(hex: "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a"))
    }

    /// The conformance test of the Rust crate `merlin`, checked there against the reference STROBE in Python.
    @Test func strobeConformance() {
        var strobe = Strobe128(protocol: .init("Conformance Test Protocol"))
        strobe.absorbMeta("ms".utf8)
        strobe.absorbMeta("g".utf8, more: true)
        strobe.absorb(data: [UInt8](repeating: 99, count: 1024))
        strobe.absorbMeta("prf".utf8)
        let first = draw(&strobe)
        #expect(first == .init(hex: "b48e645ca17c667fd5206ba57a6a228d72d8e1903814d3f17f622996d7cfefb0"))
        strobe.absorbMeta("key".utf8)
        strobe.absorb(key: first)
        strobe.absorbMeta("prf".utf8)
        #expect(draw(&strobe) == .init(hex: "07e45cce8078cee259e3e375bb85d75610e2d1e1201c5f645045a194edd49ff8"))
    }

    private func draw(_ strobe: inout Strobe128) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        strobe.draw(count: 32) { bytes[$0] = $1 }
        return bytes
    }

    /// `equivalence_simple` of the Rust crate `merlin`.
    @Test func simpleTranscript() {
        var transcript = Transcript(label: "test protocol")
        transcript.append("some label", .init("some data"))
        #expect(
            transcript.challenge("challenge", count: 32)
                == .init(hex: "d5a21972d0d5fe320c0d263fac7fffb8145aa640af6e9bca177c03c7efcf0615"))
    }

    /// `TestComplexTranscript` of the Go package `merlin`: many blocks, and challenges that go back in.
    @Test func complexTranscript() {
        var transcript = Transcript(label: "test protocol")
        transcript.append("step1", .init("some data"))
        var challenge: [UInt8] = []
        for _ in 0..<32 {
            challenge = transcript.challenge("challenge", count: 32)
            transcript.append("bigdata", [UInt8](repeating: 99, count: 1024))
            transcript.append("challengedata", challenge)
        }
        #expect(challenge == .init(hex: "a8c933f54fae76e3f9bea93648c1308e7dfa2152dd51674ff3ca438351cf003c"))
    }

    @Test func aWitnessLeavesTheTranscriptAlone() throws {
        var with = Transcript(label: "a"), without = Transcript(label: "a")
        let secret = try SecretBytes.random(count: 32)
        let first = try with.witness("w", secret: secret, randomness: .random(count: 32))
        let second = try with.witness("w", secret: secret, randomness: .random(count: 32))
        #expect(bytes(first) != bytes(second))
        #expect(with.challenge("c", count: 32) == without.challenge("c", count: 32))
    }

    /// The witness depends on each of what it is made from.
    @Test func aWitnessDependsOnAllOfIt() throws {
        let zeros = try SecretBytes(count: 32) { _ in }
        let ones = try SecretBytes(count: 32) { $0[0] = 1 }
        let transcript = Transcript(label: "a"), other = Transcript(label: "b")
        let witness = try bytes(transcript.witness("w", secret: zeros, randomness: zeros))
        #expect(try bytes(transcript.witness("w", secret: zeros, randomness: zeros)) == witness)
        #expect(try bytes(transcript.witness("w", secret: ones, randomness: zeros)) != witness)
        #expect(try bytes(transcript.witness("w", secret: zeros, randomness: ones)) != witness)
        #expect(try bytes(transcript.witness("v", secret: zeros, randomness: zeros)) != witness)
        #expect(try bytes(other.witness("w", secret: zeros, randomness: zeros)) != witness)
    }

    private func bytes(_ secret: SecretBytes) -> [UInt8] { secret.withBuffer { Array($0) } }
}
