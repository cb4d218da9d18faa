import Testing

@testable import Download

extension LiveTests {
    /// https and HTTP/2.
    @Suite(.enabled(if: SecureFront.canBeMade, "nghttpx or openssl isn't installed here"), .timeLimit(.minutes(2)))
    struct SecureTests {
        private let certificate: TestCertificate

        init() throws { certificate = try TestCertificate(name: "clips.example") }

        private func downloader(name: String, trusts: Bool = true) -> Downloader {
            Downloader(
                settings: .forTests, policy: AnyHostPolicy(), resolver: TestResolver([name: [["127.0.0.1"]]]),
                certificates: trusts ? certificate.path : nil)
        }

        @Test func overHTTP2() async throws {
            let file = ServedFile.noise(1_000_000)
            try await TestServer.run(handler: file.reply) { server async throws in
                try await SecureFront.run(of: server, certificate: certificate) { front async throws in
                    let downloader = downloader(name: "clips.example")
                    #expect(try await downloader.bytes(of: front.url("/a", host: "clips.example")) == file.bytes)
                    #expect(server.requests.count > 10 && server.mostAtOnce > 1)
                    let connections = front.connections
                    #expect(connections.count > 10 && connections.allSatisfy { $0.protocol == "h2" })
                    #expect(Set(connections.map(\.port)).count == 1, "several connections for streams of one")
                }
            }
        }

        @Test func overHTTP1() async throws {
            let file = ServedFile.noise(1_000_000)
            try await TestServer.run(handler: file.reply) { server async throws in
                try await SecureFront.run(of: server, certificate: certificate, protocols: "http/1.1") {
                    front async throws in
                    let downloader = downloader(name: "clips.example")
                    #expect(try await downloader.bytes(of: front.url("/a", host: "clips.example")) == file.bytes)
                    let connections = front.connections
                    #expect(connections.count > 10 && connections.allSatisfy { $0.protocol == "http/1.1" })
                    #expect((2...5).contains(Set(connections.map(\.port)).count))
                }
            }
        }

        @Test func aStreamThatBreaksOffGoesOn() async throws {
            let file = ServedFile.noise(400_000)
            try await TestServer.run(handler: { request in
                var reply = file.reply(to: request)
                if request.number % 3 == 1 { reply.fault = (.reset, after: 5000) }
                return reply
            }) { server async throws in
                try await SecureFront.run(of: server, certificate: certificate) { front async throws in
                    let downloader = downloader(name: "clips.example")
                    #expect(try await downloader.bytes(of: front.url("/a", host: "clips.example")) == file.bytes)
                    #expect(front.connections.allSatisfy { $0.protocol == "h2" })
                }
            }
        }

        /// For another name, and from nobody that this machine trusts.
        @Test(arguments: [("other.example", true), ("clips.example", false)])
        func aCertificateThatProvesNothing(name: String, trusts: Bool) async throws {
            try await TestServer.run(handler: ServedFile.noise(10).reply) { server async throws in
                try await SecureFront.run(of: server, certificate: certificate) { front async throws in
                    let downloader = downloader(name: name, trusts: trusts)
                    let error = try await downloader.error(of: front.url("/?secret", host: name))
                    #expect(error.code == .insecureConnection && server.requests.isEmpty)
                }
            }
        }

        @Test func noTLSAtThePort() async throws {
            try await TestServer.run(handler: ServedFile.noise(10).reply) { server async throws in
                let url = "https://clips.example:\(server.port)/?secret"
                let error = try await downloader(name: "clips.example").error(of: url)
                #expect(error.code == .insecureConnection && server.requests.isEmpty)
            }
        }

        /// The connection would be trusted, so that only the redirect's own rule can refuse it.
        @Test func aRedirectFromHTTPSToHTTP() async throws {
            try await TestServer.run(handler: { _ in .redirect(to: "http://clips.example/clip.mp4") }) {
                server async throws in
                try await SecureFront.run(of: server, certificate: certificate) { front async throws in
                    let error = try await downloader(name: "clips.example").error(
                        of: front.url("/?secret", host: "clips.example"))
                    #expect(error.code == .redirectRefused && server.requests.count == 1)
                }
            }
        }
    }
}
