import Foundation
import Logging
import Testing

@testable import Labelling

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The server as it runs: on a port, asked over the network, ended by cancelling.
struct LabellingServerTests {
    private func withServer(_ test: @escaping @Sendable (URL, LabelStore) async throws -> Void) async throws {
        let desk = try Desk()
        let store = try await desk.startedStore()
        let server = try LabellingServer(store: store, port: 0, logger: Logger(label: "test"))
        let (addresses, ready) = AsyncStream<String>.makeStream()
        let serving = Task { try await server.run { ready.yield($0) } }
        var addressIterator = addresses.makeAsyncIterator()
        let address = try #require(await addressIterator.next().flatMap(URL.init(string:)))
        try await test(address, store)
        serving.cancel()
        await #expect(throws: CancellationError.self) { try await serving.value }
        await store.close()
        withExtendedLifetime(desk) {}
    }

    private func status(_ address: URL, host: String? = nil) async throws -> Int {
        var request = URLRequest(url: address)
        if let host { request.setValue(host, forHTTPHeaderField: "Host") }
        let (_, response) = try await URLSession.shared.data(for: request)
        return (response as? HTTPURLResponse)?.statusCode ?? 0
    }

    @Test func onlyItsOwnNameIsAnswered() async throws {
        try await withServer { address, _ in
            #expect(address.host == "127.0.0.1")
            let port = try #require(address.port)
            #expect(try await status(address) == 200)
            #expect(try await status(address, host: "localhost:\(port)") == 200)
            for host in ["evil.example", "evil.example:\(port)", "127.0.0.1:1", "localhost.evil.example:\(port)"] {
                #expect(try await status(address, host: host) == 403, "\(host)")
            }
        }
    }

    @Test func aPortThatIsTakenIsNamed() async throws {
        try await withServer { address, store in
            let second = try LabellingServer(store: store, port: #require(address.port), logger: Logger(label: "test"))
            let error = await #expect(throws: LabellingError.self) { try await second.run { _ in } }
            #expect(error?.code == .portTaken)
            #expect(error?.message.contains("--port") == true)
        }
    }
}
