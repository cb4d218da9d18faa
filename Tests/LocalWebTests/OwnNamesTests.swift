import LocalWeb
import Testing

@Suite struct OwnNamesTests {
    @Test(arguments: ["box.example", "BOX.example:7999", "localhost:1", "127.0.0.1:80", "[::1]", "[::1]:7999"])
    func ourNamesAreOurs(authority: String) {
        #expect(OwnNames(["localhost", "Box.Example"], includesLoopback: true).include(authority))
    }

    /// The name of a stranger stays a stranger's, whatever it resolves to and whatever it begins or ends with.
    @Test(arguments: [
        "stranger.example", "box.example.stranger.example", "127.0.0.1.stranger.example", "box", "10.0.0.1", "127.1",
        "localhost:1@stranger.example", "localhost:", "localhost:123456", "[localhost]", "::1", "",
    ])
    func othersAreNot(authority: String) {
        #expect(!OwnNames(["localhost", "box.example"], includesLoopback: true).include(authority))
    }

    @Test func withoutTheLoopbackOnlyTheNamesCount() {
        let names = OwnNames(["127.0.0.1"], includesLoopback: false)
        #expect(names.include("127.0.0.1"))
        #expect(!names.include("127.0.0.2") && !names.include("[::1]") && !names.include("localhost"))
    }

    @Test func aPortIsComparedIfOneIsAskedFor() {
        let names = OwnNames(["localhost"], includesLoopback: false)
        #expect(names.include("localhost:8044", port: 8044) && names.include("localhost", port: 80))
        #expect(!names.include("localhost:80", port: 8044) && !names.include("localhost", port: 8044))
    }

    @Test func addressesOfThisMachineAreKnown() {
        for address in ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"] {
            #expect(Loopback.contains(address), "\(address)")
        }
        for address in [
            "10.0.0.1", "::2", "1.127.0.0", "::ffff:10.0.0.1", "fe80::1", "127.0.0.1.stranger.example", "127.1", "",
        ] {
            #expect(!Loopback.contains(address), "\(address)")
        }
    }
}
