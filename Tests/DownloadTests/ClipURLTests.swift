import Testing

@testable import Download

@Suite struct ClipURLTests {
    @Test func textLeavesOutTheQuery() throws {
        let url = try ClipURL(" HTTPS://Clips.Example:8443/a/match.mp4?token=secret&x=1#part ")
        #expect("\(url)" == "https://clips.example:8443/a/match.mp4")
        #expect(String(reflecting: url) == "\(url)" && "\(Optional(url) as Any)".contains("secret") == false)
        #expect(url.text == "https://clips.example:8443/a/match.mp4?token=secret&x=1")
        #expect(url.name == "match.mp4" && url.host == "clips.example" && url.port == 8443)
        #expect("\(try ClipURL("http://h/a%0Ab%1Bc"))" == "http://h/a%0Ab%1Bc")
        #expect(try ClipURL("http://h/a%0Ab%1Bc").name == "abc")
        var dumped = ""
        dump(url, to: &dumped)
        #expect(!dumped.contains("secret"))
    }

    @Test(arguments: [
        ("http://example.com", "http://example.com/"), ("http://example.com:80/a", "http://example.com/a"),
        ("http://example.com./a", "http://example.com/a"), ("http://[::1]:81/a", "http://[::1]:81/a"),
        ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4"),
        ("http://127%2e0.0.1/a", "http://127.0.0.1/a"),
    ])
    func isBroughtIntoOneForm(given: String, text: String) throws {
        #expect("\(try ClipURL(given))" == text)
    }

    @Test(arguments: [
        "", "match.mp4", "ftp://example.com/secret", "file:///etc/secret", "http:///secret", "http://u:secret@h/a",
        "http://secret@h/a", "http://h:0/?secret", "http://h:99999/?secret", "http://[fe80::1%25eth0]/?secret",
        "http://a%2fb/?secret", "http://a%00b/?secret", "javascript:secret", "http://[::1/?secret", "//h/?secret",
    ])
    func othersAreRefusedWithoutRepeatingThem(given: String) throws {
        let error = #expect(throws: DownloadError.self) { try ClipURL(given) }
        #expect(error?.code == .invalidURL)
        #expect(error.map { "\($0)".contains("secret") } == false)
    }

    @Test(arguments: [
        ("b.mp4?x=1", "https://h:81/a/b.mp4?x=1"), ("/b", "https://h:81/b"), ("//other/b", "https://other/b"),
        ("?y=2", "https://h:81/a/c?y=2"), ("https://other:1/#top", "https://other:1/"),
    ])
    func redirectsMayBeRelative(location: String, target: String) throws {
        #expect(try ClipURL("https://h:81/a/c?x=1").following(location: location).text == target)
    }

    @Test(arguments: ["http://h/secret", "ftp://h/", "file:///etc/passwd", "gopher://h", "data:,secret", "http://"])
    func redirectsGoNowhereElse(location: String) throws {
        let error = #expect(throws: DownloadError.self) {
            try ClipURL("https://h/a").following(location: location)
        }
        #expect(error?.code == .redirectRefused)
        #expect(error.map { "\($0)".contains("secret") } == false)
    }
}
