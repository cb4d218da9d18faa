import Testing

@testable import Signing

/// Beside the `json` of the system's own Python.
@Suite(.enabled(if: ReferenceSigner.plainPython != nil, "There is no python3 on this machine"))
struct PythonJSONTests {
    private static let script = """
        import json, sys
        def written(text):
            try:
                return json.dumps(json.loads(text, parse_constant=lambda name: 1 / 0))
            except (ValueError, ZeroDivisionError, RecursionError):
                return None
        print(json.dumps([written(text) for text in json.load(sys.stdin)]))
        """

    private func compare(_ texts: [String]) throws {
        let python = try #require(ReferenceSigner.plainPython)
        let theirs = try ReferenceSigner.run(Self.script, texts, with: python, as: [String?].self)
        for (text, expected) in zip(texts, theirs) {
            let ours = (try? PythonJSON.rewritten(.init(text))).map { String(decoding: $0, as: UTF8.self) }
            #expect(ours == expected, "\(text.debugDescription)")
        }
    }

    @Test func floatsOfAllSizes() throws {
        var numbers = SeededNumbers(state: 9)
        var texts: [String] = []
        for _ in 0..<3000 {
            let bits = Double(bitPattern: .random(in: 0...UInt64.max, using: &numbers))
            let short = Double(Int.random(in: -99_999...99_999, using: &numbers)) / 1000
            let scale = ["e-7", "e-4", "e3", "e15", "e16", "e-310", "e307", "E+2", ".0", ".125"]
            let digits =
                "\(Int.random(in: -999_999...999_999, using: &numbers))\(scale.randomElement(using: &numbers) ?? "")"
            texts += [bits.isFinite ? "\(bits)" : "1.0", "\(short)", digits]
        }
        try compare(texts)
    }

    @Test func documentsWithChanges() throws {
        let start = Array(
            ##"{"id":"42é\ud83d\ude00","n":[1,-2.5e-3,12345678901234567890,{"a":{}}],"u":"https:\/\/x","id":null}"##
                .unicodeScalars)
        let letters = Array("{}[]\",:\\u0123456789abcdefnrtl+-.eE \n\t\u{7f}\u{e9}\u{1f98a}".unicodeScalars)
        var numbers = SeededNumbers(state: 10)
        let texts = (0..<5000).map { _ in
            var text = start
            for _ in 0..<Int.random(in: 0...4, using: &numbers) {
                let place = text.indices.randomElement(using: &numbers) ?? 0
                let letter = letters.randomElement(using: &numbers) ?? " "
                switch Int.random(in: 0..<3, using: &numbers) {
                case 0: text[place] = letter
                case 1: text.remove(at: place)
                default: text.insert(letter, at: place)
                }
            }
            return String(String.UnicodeScalarView(text))
        }
        try compare(texts)
    }
}
