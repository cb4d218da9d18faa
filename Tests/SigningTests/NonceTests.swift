import Testing

@testable import Signing

struct NonceTests {
    @Test func theFormIsRead() throws {
        let nonce = try #require(Nonce("1735000000000000000_AbCdEfGhIj"))
        #expect(nonce.time == 1_735_000_000_000_000_000)
        #expect(nonce.suffix == "AbCdEfGhIj")
        #expect(nonce.description == "1735000000000000000_AbCdEfGhIj")
        #expect(Nonce("18446744073709551615_0123456789") != nil)
    }

    @Test(arguments: [
        "", "_", "1735000000000000000", "1735000000000000000_", "1735000000000000000_short",
        "1735000000000000000_AbCdEfGhIjk", "1735000000000000000_AbCdEfGhI!", "1735000000000000000_AbCdEfGhIj_",
        "_AbCdEfGhIj", "+1735000000000000000_AbCdEfGhIj", "-1_AbCdEfGhIj", "01735000000000000000_AbCdEfGhIj",
        "0_AbCdEfGhIj", " 1735000000000000000_AbCdEfGhIj", "1735000000000000000_AbCdEfGhI\u{00e9}",
        "18446744073709551616_AbCdEfGhIj", "99999999999999999999_AbCdEfGhIj", "1e18_AbCdEfGhIj",
        "1_735_AbCdEfGhIj", "١٢٣_AbCdEfGhIj", String(repeating: "1", count: 10_000) + "_AbCdEfGhIj",
    ])
    func otherFormsAreNone(text: String) {
        #expect(Nonce(text) == nil)
    }

    @Test func newOnesDifferAndCanBeRead() {
        let made = (0..<100).map { _ in Nonce(now: 5_000_000_000) }
        #expect(Set(made).count == 100)
        #expect(made.allSatisfy { Nonce($0.description) == $0 && $0.time == 5_000_000_000 })
        #expect(Nonce().distance(from: WallClock.nanoseconds()) < 10_000_000_000)
    }

    @Test(arguments: [
        (0, true), (120_000_000_000, true), (120_000_000_001, false), (-120_000_000_000, true),
        (-120_000_000_001, false),
    ])
    func theWindow(offset: Int64, allowed: Bool) throws {
        let now: UInt64 = 1_735_000_000_000_000_000
        let text = "\(Int64(now) + offset)_AbCdEfGhIj"
        do {
            #expect(try RequestGate.timely(text, now: now).description == text)
            #expect(allowed)
        } catch {
            #expect(!allowed && error.code == .nonceOutOfTime)
        }
    }

    @Test func timesAtTheEndsOfTheRange() {
        for (text, now) in [("1_AbCdEfGhIj", UInt64.max), ("18446744073709551615_AbCdEfGhIj", 0)] {
            #expect { try RequestGate.timely(text, now: now) } throws: {
                ($0 as? RequestRefusal)?.code == .nonceOutOfTime
            }
        }
    }

    @Test func mutationsAreReadAsTheyAreWrittenOrNotAtAll() {
        var numbers = SeededNumbers(state: 1)
        for _ in 0..<5000 {
            var text = Array("1735000000000000000_AbCdEfGhIj".utf8)
            let place = text.indices.randomElement(using: &numbers) ?? 0
            switch Int.random(in: 0..<3, using: &numbers) {
            case 0: text[place] = .random(in: 0...255, using: &numbers)
            case 1: text.remove(at: place)
            default: text.insert(.random(in: 0...255, using: &numbers), at: place)
            }
            let changed = String(decoding: text, as: UTF8.self)
            if let nonce = Nonce(changed) { #expect(nonce.description == changed) }
        }
    }
}
