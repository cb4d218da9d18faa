import Testing

@testable import Signing

struct HeaderTests {
    private let whole = [
        "validator-hotkey": ["a"], "miner-hotkey": ["b"], "nonce": ["c"], "signature": ["d"],
    ]

    @Test func allFourAreTaken() throws {
        let headers = try RequestHeaders { whole[$0] ?? [] }
        #expect(headers.fields.map(\.value) == ["a", "b", "c", "d"])
        #expect(headers.fields.map(\.name) == ["validator-hotkey", "miner-hotkey", "nonce", "signature"])
    }

    @Test(arguments: ["validator-hotkey", "miner-hotkey", "nonce", "signature"]) func oneIsMissing(name: String) {
        #expect { try RequestHeaders { $0 == name ? [] : whole[$0] ?? [] } } throws: { error in
            let error = error as? RequestRefusal
            return error?.code == .headerMissing && "\(error?.message ?? "")".contains(name)
        }
    }

    @Test func twiceOrTooLongIsNone() {
        for values in [["c", "c"], [String(repeating: "c", count: 257)], ["", ""]] {
            #expect { try RequestHeaders { $0 == "nonce" ? values : whole[$0] ?? [] } } throws: {
                ($0 as? RequestRefusal)?.code == .headerInvalid
            }
        }
    }
}
