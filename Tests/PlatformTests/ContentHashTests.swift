import Platform
import Testing

/// The values are those of the FNV reference code's test suite.
@Suite struct ContentHashTests {
    @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func isFNV1a(text: String, expected: String) {
        #expect(ContentHash(text.utf8).text == expected)
        var inParts = ContentHash()
        for byte in text.utf8 { inParts.add([byte]) }
        #expect(inParts.text == expected)
    }

    @Test func hasAllItsDigits() {
        for number in 0..<200 { #expect(ContentHash("\(number)".utf8).text.utf8.count == 16) }
    }
}
