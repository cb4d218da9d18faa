import Testing

@testable import Signing

struct JSONTests {
    private func rewritten(_ text: String) throws -> String {
        String(decoding: try PythonJSON.rewritten(.init(text)), as: UTF8.self)
    }

    /// What CPython 3.11's `json.dumps(json.loads(text))` gives.
    @Test(arguments: [
        (#"{"b":1,"a":[true,false,null]}"#, #"{"b": 1, "a": [true, false, null]}"#),
        (" {\n\"a\"\t:\r{} , \"b\":[ ] }", #"{"a": {}, "b": []}"#),
        (#"{"a":1,"b":2,"a":3}"#, #"{"a": 3, "b": 2}"#),
        (##"{"\u0061":1,"a":2}"##, #"{"a": 2}"#),
        (
            ##"["é","日本","🦊","\ud83e\udd8a","\ud83e","\udd8a\ud83e"]"##,
            ##"["\u00e9", "\u65e5\u672c", "\ud83e\udd8a", "\ud83e\udd8a", "\ud83e", "\udd8a\ud83e"]"##
        ),
        (##"["\"\\\/\b\f\n\r\t\u0000\u001f\u007f<>&'"]"##, ##"["\"\\/\b\f\n\r\t\u0000\u001f\u007f<>&'"]"##),
        ("[0,-0,7,-12,123456789012345678901234567890]", "[0, 0, 7, -12, 123456789012345678901234567890]"),
        ("[0.0,-0.0,1.0,1e0,1E5,1.5e-7,0.1,100000.0]", "[0.0, -0.0, 1.0, 1.0, 100000.0, 1.5e-07, 0.1, 100000.0]"),
        (
            "[1e15,1e16,1e17,123456789012345680.0,0.0001,0.00001]",
            "[1000000000000000.0, 1e+16, 1e+17, 1.2345678901234568e+17, 0.0001, 1e-05]"
        ),
        (
            "[9007199254740993.0,5e-324,1.7976931348623157e308,1e400,-1e400,1e-400]",
            "[9007199254740992.0, 5e-324, 1.7976931348623157e+308, Infinity, -Infinity, 0.0]"
        ),
        (
            "[9999999999999998.0,2.5e15,1234567890123456.7,1e22,1.0e-4,3.14159265358979]",
            "[9999999999999998.0, 2500000000000000.0, 1234567890123456.8, 1e+22, 0.0001, 3.14159265358979]"
        ),
        ("\"\"", "\"\""), ("1", "1"),
    ])
    func pythonsForm(text: String, expected: String) throws {
        #expect(try rewritten(text) == expected)
        #expect(try rewritten(expected.replacing("Infinity", with: "1e999")) == expected)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "{'a':1}",
        "01", "-", "-a", "1.", ".5", "1e", "1e+", "+1", "0x1", "nul", "nulll", "True", "NaN", "Infinity", "-Infinity",
        "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"a\u{0}b\"", "1 2", "{} {}", "\u{FEFF}{}",
        "[1 2]", "{\"a\" 1}", "//", "[1]//",
    ])
    func textsThatAreNone(text: String) {
        #expect { try JSONDocument(.init(text)) } throws: { ($0 as? SigningError)?.code == .jsonInvalid }
    }

    /// Overlong forms, surrogates, what is too large, and what is cut off.
    @Test(arguments: ["c080", "c1bf", "e08080", "eda080", "f0808080", "f4908080", "f5808080", "80", "e282", "ff", "c3"])
    func bytesThatAreNoText(hex: String) {
        #expect(throws: SigningError.self) { try JSONDocument([0x22] + [UInt8](hex: hex) + [0x22]) }
    }

    @Test func theLimitsHold() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
        }
        _ = try JSONDocument(nested(64))
        #expect(throws: SigningError.self) { try JSONDocument(nested(66)) }
        #expect(throws: SigningError.self) { try JSONDocument([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)) }
        #expect(throws: SigningError.self) { try JSONDocument([UInt8](repeating: 0x20, count: 1 << 20) + [0x31]) }
        let many = "[" + String(repeating: "0,", count: 1 << 16) + "0]"
        #expect(throws: SigningError.self) { try JSONDocument(.init(many)) }
        #expect(try rewritten(String(repeating: "9", count: 4300)).utf8.count == 4300)
        #expect(throws: SigningError.self) { try rewritten(String(repeating: "9", count: 4301)) }
    }

    @Test func valuesAreFound() throws {
        let document = try JSONDocument(
            .init(##"{"a":"x\u00e9\ud800","b":-1.5e2,"c":7,"d":null,"a":"last","e":1e999}"##))
        let members = try #require(document.members(of: document.root))
        #expect(document.string(of: members["a"]) == "last")
        #expect(document.double(of: members["b"]) == -150)
        #expect(document.double(of: members["c"]) == 7)
        #expect(document.double(of: members["d"]) == nil && document.string(of: members["d"]) == nil)
        #expect(document.double(of: members["e"]) == nil)
        #expect(document.members(of: .null) == nil)
    }

    /// Whatever is read can be written, and what was written is read as the same.
    @Test func mutationsNeverCrash() throws {
        let start = [UInt8](
            ##"{"challenge_id":"42é\ud83d\ude00","n":[1,-2.5e-3,12345678901234567890,{"a":{}}],"u":"https:\/\/x"}"##)
        var numbers = SeededNumbers(state: 7)
        var read = 0
        for _ in 0..<20_000 {
            var text = start
            for _ in 0..<Int.random(in: 1...5, using: &numbers) {
                let place = text.indices.randomElement(using: &numbers) ?? 0
                switch Int.random(in: 0..<4, using: &numbers) {
                case 0: text[place] = .random(in: 0...255, using: &numbers)
                case 1: text.remove(at: place)
                case 2: text.insert(Array("{}[]\",:\\u0-9.e ".utf8).randomElement(using: &numbers) ?? 0, at: place)
                default: text.removeLast(min(text.count - 1, Int.random(in: 0...9, using: &numbers)))
                }
            }
            guard let written = try? PythonJSON.rewritten(text) else { continue }
            read += 1
            if !written.contains(UInt8(ascii: "I")) { #expect(try PythonJSON.rewritten(written) == written) }
        }
        #expect(read > 1000)
    }
}
