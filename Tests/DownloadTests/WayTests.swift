import HTTPTypes
import NIOHTTP1
import Testing

@testable import Download

extension LiveTests {
    /// Where a download goes: redirects, names, addresses, policies.
    @Suite(.timeLimit(.minutes(2))) struct WayTests {
        private let file = ServedFile.noise(100_000)

        private func downloader(
            _ policy: any HostPolicy = AnyHostPolicy(), names: [String: [[String]]] = [:]
        ) -> (Downloader, TestResolver) {
            let resolver = TestResolver(names)
            return (Downloader(settings: .forTests, policy: policy, resolver: resolver), resolver)
        }

        @Test(arguments: [301, 302, 303, 307, 308]) func redirectsAreFollowed(code: Int) async throws {
            try await TestServer.run(handler: { request in
                switch request.path {
                case "/a/1": .redirect(to: "2?secret", code: code)
                case "/a/2": .redirect(to: "/3", code: code)
                case "/3": .redirect(to: "?again=1", code: code)
                default: .status(404)
                }
            }) { server async throws in
                // A circle in all but its queries.
                let error = try await downloader().0.error(of: server.url("/a/1"))
                #expect(error.code == .tooManyRedirects)
            }
            try await TestServer.run(handler: { [file] request in
                switch request.target {
                case "/a/1": .redirect(to: "2?secret", code: code)
                case "/a/2?secret": .redirect(to: "/3", code: code)
                case "/3": .redirect(to: "/clip.mp4", code: code)
                default: file.reply(to: request)
                }
            }) { server async throws in
                #expect(try await downloader().0.bytes(of: server.url("/a/1")) == file.bytes)
                // Later parts go straight to where the first came from.
                #expect(server.requests.count { $0.path == "/a/1" } == 1)
            }
        }

        @Test func aFourthRedirectIsOneTooMany() async throws {
            try await TestServer.run(handler: { request in .redirect(to: "/\(request.number)") }) {
                server async throws in
                let error = try await downloader().0.error(of: server.url("/start?secret"))
                #expect(error.code == .tooManyRedirects && server.requests.count == 4)
            }
        }

        @Test func aCircle() async throws {
            try await TestServer.run(handler: { .redirect(to: $0.path == "/a" ? "/b" : "/a") }) { server async throws in
                #expect(try await downloader().0.error(of: server.url("/a")).code == .tooManyRedirects)
                #expect(server.requests.count == 2)
            }
        }

        @Test(arguments: [
            "ftp://127.0.0.1/secret", "file:///etc/passwd", "http://u:secret@127.0.0.1/", "http://%00secret/",
        ])
        func redirectsElsewhere(location: String) async throws {
            try await TestServer.run(handler: { _ in .redirect(to: location) }) { server async throws in
                #expect(try await downloader().0.error(of: server.url("/")).code == .redirectRefused)
                #expect(server.requests.count == 1)
            }
        }

        @Test func aRedirectWithoutATarget() async throws {
            try await TestServer.run(handler: { _ in .status(302) }) { server async throws in
                #expect(try await downloader().0.error(of: server.url("/?secret")).code == .unexpectedAnswer)
            }
        }

        @Test func aNameIsLookedUpOnce() async throws {
            // From the second question on the name leads elsewhere, as in an attack by rebinding.
            let (downloader, resolver) = downloader(names: ["clips.example": [["127.0.0.1"], ["127.0.0.9"]]])
            try await TestServer.run(handler: file.reply) { server async throws in
                #expect(try await downloader.bytes(of: server.url("/", host: "clips.example")) == file.bytes)
                #expect(resolver.questions == ["clips.example"])
                #expect(server.requests.count > 2)
                let host = "clips.example:\(server.port)"
                #expect(server.requests.allSatisfy { $0.headers["Host"] == [host] })
            }
        }

        @Test func anAddressThatDoesNotAnswerIsPassedOver() async throws {
            let (downloader, _) = downloader(names: ["clips.example": [["127.0.0.9", "127.0.0.1"]]])
            try await TestServer.run(handler: file.reply) { server async throws in
                #expect(try await downloader.bytes(of: server.url("/", host: "clips.example")) == file.bytes)
            }
        }

        /// The policy's address is the one that is connected to, whatever the URL says.
        @Test func theConnectionGoesWhereThePolicySays() async throws {
            let downloader = Downloader(settings: .forTests, policy: Elsewhere())
            try await TestServer.run(handler: file.reply) { server async throws in
                #expect(try await downloader.bytes(of: server.url("/", host: "127.0.0.9")) == file.bytes)
                #expect(server.requests.allSatisfy { $0.headers["Host"] == ["127.0.0.9:\(server.port)"] })
            }
        }

        /// Even if curl was about to go elsewhere, it wouldn't get there.
        @Test func everyAddressIsCheckedBeforeItIsConnectedTo() async throws {
            try await TestServer.run(handler: file.reply) { server async throws in
                let address = try #require(IPAddress("127.0.0.1"))
                let client = HTTPClient()
                defer { client.close() }
                var request = HTTPClient.Request(
                    url: try ClipURL(server.url("/?secret")), address: address, headers: [:], idleSeconds: 5)
                request.admits = { $0 != address }
                for _ in 0..<2 {
                    let error = await #expect(throws: DownloadError.self) {
                        try await client.execute(request) { _ in nil }
                    }
                    #expect(error?.code == .addressRefused && server.requests.isEmpty)
                    #expect(server.connectionCount == 0)
                }
            }
        }

        /// A connection that is still open is checked like a new one.
        @Test func everyAddressIsCheckedBeforeAConnectionIsUsedAgain() async throws {
            try await TestServer.run(handler: ServedFile.noise(10).reply) { server async throws in
                let address = try #require(IPAddress("127.0.0.1"))
                let client = HTTPClient()
                defer { client.close() }
                var request = HTTPClient.Request(
                    url: try ClipURL(server.url("/")), address: address, headers: [:], idleSeconds: 5)
                for _ in 0..<2 { try await client.execute(request) { _ in { _ in } } }
                #expect(server.requests.count == 2 && server.connectionCount == 1)
                request.admits = { $0 != address }
                let error = await #expect(throws: DownloadError.self) {
                    try await client.execute(request) { _ in nil }
                }
                #expect(error?.code == .addressRefused && server.requests.count == 2)
            }
        }

        @Test func strangersOnlyReachPublicAddresses() async throws {
            let policy = PublicHostPolicy(allowedHosts: ["*"])
            let (downloader, _) = downloader(policy, names: ["inside.example": [["127.0.0.1", "::1"]]])
            try await TestServer.run(handler: file.reply) { server async throws in
                for host in ["inside.example", "127.0.0.1", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"] {
                    let error = try await downloader.error(of: server.url("/?secret", host: host))
                    #expect(error.code == .addressRefused, "\(host)")
                }
                #expect(server.requests.isEmpty)
            }
        }

        @Test func otherHostsAreNotEvenLookedUp() async throws {
            let (downloader, resolver) = downloader(PublicHostPolicy(allowedHosts: ["scoredata.me"]))
            #expect(try await downloader.error(of: "http://keys.evil.example/?secret").code == .hostRefused)
            #expect(resolver.questions.isEmpty)
        }

        @Test(arguments: ["http://169.254.169.254/latest/", "http://metadata.example/", "http://[fd00:ec2::254]/"])
        func redirectsAreCheckedAgain(location: String) async throws {
            // The test's own server passes for a public one; what it redirects to doesn't.
            let (downloader, _) = downloader(
                OneMore(policy: PublicHostPolicy(allowedHosts: ["*"])),
                names: ["clips.example": [["127.0.0.1"]], "metadata.example": [["169.254.169.254"]]])
            try await TestServer.run(handler: { _ in .redirect(to: location) }) { server async throws in
                let error = try await downloader.error(of: server.url("/?secret", host: "clips.example"))
                #expect(error.code == .addressRefused && server.requests.count == 1)
            }
        }

        @Test func redirectsToHostsOffTheList() async throws {
            let (downloader, resolver) = downloader(
                PublicHostPolicy(allowedHosts: ["clips.example"], allowsPrivateAddresses: true),
                names: ["clips.example": [["127.0.0.1"]]])
            try await TestServer.run(handler: { _ in .redirect(to: "http://evil.example/") }) { server async throws in
                let error = try await downloader.error(of: server.url("/", host: "clips.example"))
                #expect(error.code == .hostRefused && resolver.questions == ["clips.example"])
            }
        }

        /// A policy that sends everybody to the loopback's first address.
        private struct Elsewhere: HostPolicy {
            func admit(_ url: ClipURL) throws {}

            func addresses(for url: ClipURL, among resolved: [IPAddress]) throws -> [IPAddress] {
                [IPAddress("127.0.0.1")].compactMap(\.self)
            }
        }

        /// A policy that takes the loopback's one address for public.
        private struct OneMore: HostPolicy {
            let policy: PublicHostPolicy

            func admit(_ url: ClipURL) throws { try policy.admit(url) }

            func addresses(for url: ClipURL, among resolved: [IPAddress]) throws -> [IPAddress] {
                resolved == [IPAddress("127.0.0.1")] ? resolved : try policy.addresses(for: url, among: resolved)
            }
        }
    }
}
