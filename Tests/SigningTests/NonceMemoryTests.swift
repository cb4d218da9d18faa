import Foundation
import Testing

@testable import Signing

struct NonceMemoryTests {
    private static let now: UInt64 = 1_735_000_000_000_000_000
    private static let second: UInt64 = 1_000_000_000
    private let alice: Hotkey
    private let bob: Hotkey

    init() throws {
        alice = try Hotkey(Known.alice)
        bob = try Hotkey("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty")
    }

    private func nonce(_ number: Int, at time: UInt64 = now) throws -> Nonce {
        try #require(Nonce("\(time)_\(String(10_000_000_000 + number).suffix(10))"))
    }

    private func memory(
        _ journal: String? = nil, now: UInt64 = now, capacity: Int = 8, perHotkey: Int = 4
    ) throws -> NonceMemory {
        try NonceMemory(journal: journal, surviving: .process, now: now, capacity: capacity, perHotkey: perHotkey)
    }

    private func outcome(_ memory: NonceMemory, _ nonce: Nonce, of hotkey: Hotkey, now: UInt64 = now)
        -> RequestRefusal.Code?
    {
        do {
            try memory.take(nonce, of: hotkey, now: now)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func aNonceCountsOnceForEachHotkey() throws {
        let memory = try memory()
        #expect(outcome(memory, try nonce(1), of: alice) == nil)
        #expect(outcome(memory, try nonce(1), of: alice) == .nonceSeen)
        #expect(outcome(memory, try nonce(1), of: bob) == nil)
        #expect(outcome(memory, try nonce(2), of: alice) == nil)
        #expect(outcome(memory, try nonce(1, at: Self.now + 1), of: alice) == nil)
        #expect(memory.count == 4)
    }

    @Test func itIsForgottenWhenNobodyCanUseItAnyMore() throws {
        let memory = try memory()
        try memory.take(nonce(1), of: alice, now: Self.now)
        let late = try nonce(2, at: Self.now + 120 * Self.second)
        try memory.take(late, of: alice, now: Self.now)
        #expect(outcome(memory, try nonce(1), of: alice, now: Self.now + 120 * Self.second) == .nonceSeen)
        try memory.take(nonce(3, at: Self.now + 200 * Self.second), of: alice, now: Self.now + 200 * Self.second)
        #expect(memory.count == 2)
        #expect(outcome(memory, late, of: alice, now: Self.now + 240 * Self.second) == .nonceSeen)
    }

    @Test func nobodyGetsMoreThanAShare() throws {
        let memory = try memory()
        for number in 0..<4 { try memory.take(nonce(number), of: alice, now: Self.now) }
        #expect(outcome(memory, try nonce(4), of: alice) == .tooManyNonces)
        #expect(outcome(memory, try nonce(4), of: bob) == nil)
        let later = Self.now + 300 * Self.second
        #expect(outcome(memory, try nonce(5, at: later), of: alice, now: later) == nil)
        #expect(memory.count == 1)
    }

    @Test func itIsBounded() throws {
        let memory = try memory(capacity: 8, perHotkey: 8)
        for number in 0..<8 { try memory.take(nonce(number), of: alice, now: Self.now) }
        #expect(outcome(memory, try nonce(9), of: bob) == .tooManyNonces)
    }

    /// Takes many more than there are slots, over time, and keeps each promise on the way.
    @Test func slotsAreUsedAgain() throws {
        let scratch = try Scratch()
        let memory = try memory(scratch.file("nonces"), capacity: 8, perHotkey: 8)
        for number in 0..<100 {
            let time = Self.now + UInt64(number) * 60 * Self.second
            #expect(outcome(memory, try nonce(number, at: time), of: alice, now: time) == nil)
            #expect(outcome(memory, try nonce(number, at: time), of: alice, now: time) == .nonceSeen)
            #expect(memory.count <= 5)
        }
        let size = try FileManager.default.attributesOfItem(atPath: scratch.file("nonces"))[.size] as? Int
        #expect(size == 9 * 64)
    }

    @Test func ofTwoAtOnceOneFails() async throws {
        let memory = try memory(capacity: 1000, perHotkey: 1000)
        let alice = alice
        let nonces = try (0..<50).map { try nonce($0) }
        let taken = await withTaskGroup(of: Bool.self) { group in
            for nonce in nonces + nonces + nonces {
                group.addTask { (try? memory.take(nonce, of: alice, now: Self.now)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 50)
    }

    @Test func aRestartForgetsNothing() throws {
        let scratch = try Scratch()
        let path = scratch.file("nonces")
        do {
            let memory = try memory(path)
            try memory.take(nonce(1), of: alice, now: Self.now)
            try memory.take(nonce(2), of: bob, now: Self.now)
        }
        let memory = try memory(path, now: Self.now + 100 * Self.second)
        #expect(outcome(memory, try nonce(1), of: alice, now: Self.now + 100 * Self.second) == .nonceSeen)
        #expect(outcome(memory, try nonce(2), of: bob, now: Self.now + 100 * Self.second) == .nonceSeen)
        #expect(outcome(memory, try nonce(2), of: alice, now: Self.now + 100 * Self.second) == nil)
    }

    /// What `kill -9` leaves is what the file has at that moment: nothing waits in the process.
    @Test func whatIsTakenIsInTheFileAtOnce() throws {
        let scratch = try Scratch()
        let memory = try memory(scratch.file("nonces"))
        for number in 0..<4 {
            try memory.take(nonce(number), of: alice, now: Self.now)
            let copy = scratch.file("copy-\(number)")
            try FileManager.default.copyItem(atPath: scratch.file("nonces"), toPath: copy)
            let after = try self.memory(copy)
            #expect(after.count == number + 1)
            #expect(outcome(after, try nonce(number), of: alice) == .nonceSeen)
        }
    }

    @Test func aRestartLaterStartsEmpty() throws {
        let scratch = try Scratch()
        do { try memory(scratch.file("nonces")).take(nonce(1), of: alice, now: Self.now) }
        #expect(try memory(scratch.file("nonces"), now: Self.now + 300 * Self.second).count == 0)
    }

    /// A write that was cut off anywhere costs its own record and no other; the file can still be used.
    @Test func aTornRecordIsLeftOut() throws {
        let scratch = try Scratch()
        let path = scratch.file("nonces")
        do {
            let memory = try memory(path)
            try memory.take(nonce(1), of: alice, now: Self.now)
            try memory.take(nonce(2), of: alice, now: Self.now)
        }
        let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        let second = 128..<192
        #expect(whole[second].contains { $0 != 0 })
        for kept in 0..<64 {
            var torn = whole
            for index in second.dropFirst(kept) { torn[index] = 0 }
            try Data(torn).write(to: URL(fileURLWithPath: scratch.file("torn")))
            let memory = try memory(scratch.file("torn"))
            #expect(memory.count == 1 || torn == whole)
            #expect(outcome(memory, try nonce(1), of: alice) == .nonceSeen)
            #expect(outcome(memory, try nonce(3), of: alice) == nil)
        }
    }

    @Test func anInterruptedFirstStartIsMadeGood() throws {
        let scratch = try Scratch()
        for size in [0, 1, 64, 100] {
            let path = scratch.file("cut-\(size)")
            try Data(count: size).write(to: URL(fileURLWithPath: path))
            #expect(outcome(try memory(path), try nonce(1), of: alice) == nil)
            #expect(try memory(path).count == 1)
        }
    }

    @Test func otherFilesAreLeftAlone() throws {
        let scratch = try Scratch()
        let path = scratch.file("notes")
        let text = Data(String(repeating: "not a journal ", count: 20).utf8)
        try text.write(to: URL(fileURLWithPath: path))
        #expect { try memory(path) } throws: { ($0 as? SigningError)?.code == .journalUnusable }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
        #expect { try memory(scratch.path) } throws: { ($0 as? SigningError)?.code == .journalUnusable }
        #expect { try memory(scratch.file("no/nonces")) } throws: { ($0 as? SigningError)?.code == .journalUnusable }
    }

    @Test func oneProcessAtATime() throws {
        let scratch = try Scratch()
        let first = try memory(scratch.file("nonces"))
        #expect { try memory(scratch.file("nonces")) } throws: { "\($0)".contains("another process") }
        #expect(first.count == 0)
    }

    /// Whoever is refused leaves the file open to nobody, and open descriptors of others alone.
    @Test func aRefusedFileIsClosedOnce() throws {
        let scratch = try Scratch()
        let path = scratch.file("notes")
        try Data(repeating: 7, count: 64).write(to: URL(fileURLWithPath: path))
        for _ in 0..<20 { #expect(throws: SigningError.self) { try memory(path) } }
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
        }
        #expect(open.isEmpty)
    }

    @Test func theFileIsPrivateAndSurvivesPowerLossToo() throws {
        let scratch = try Scratch()
        let memory = try NonceMemory(journal: scratch.file("nonces"), surviving: .powerLoss, now: Self.now)
        try memory.take(nonce(1), of: alice, now: Self.now)
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch.file("nonces"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.size] as? Int == 1 << 20)
    }
}
