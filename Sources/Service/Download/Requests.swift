import AsyncHTTPClient
import NIOHTTP1
import Synchronization

/// The requests of one download: each goes where the policy lets it, to an address that was looked up once.
final class Requests: Sendable {
    private let settings: DownloadSettings
    private let policy: any HostPolicy
    private let resolver: any HostResolver
    private let clients: ClientPool
    /// Of each host the addresses that its name had, and first the one that answered.
    private let resolved = Mutex<[String: [IPAddress]]>([:])

    init(settings: DownloadSettings, policy: any HostPolicy, resolver: any HostResolver, clients: ClientPool) {
        self.settings = settings
        self.policy = policy
        self.resolver = resolver
        self.clients = clients
    }

    /// Asks for a clip or a part of it, and follows redirects.
    /// - Parameter version: the part is only wanted of this version of the file.
    /// - Throws: a `Setback`.
    func get(_ url: ClipURL, part: Range<Int64>?, version: FileVersion? = nil) async throws -> Answer {
        var current = url
        var visited: Set<ClipURL> = [url]
        do {
            while true {
                let response = try await send(request(for: current, part: part, version: version), to: current)
                guard let location = Self.redirection(of: response) else {
                    do {
                        return try Answer(response, from: current)
                    } catch {
                        await Self.discard(response)
                        throw error
                    }
                }
                await Self.discard(response)
                let next = try current.following(location: location)
                guard visited.insert(next).inserted else {
                    throw DownloadError(.tooManyRedirects, "The server redirects in a circle.")
                }
                guard visited.count <= settings.maximumRedirects + 1 else {
                    throw DownloadError(
                        .tooManyRedirects, "The server redirects more than \(settings.maximumRedirects) times.")
                }
                current = next
            }
        } catch {
            var setback = Setback(error)
            setback.error = setback.error.of(current)
            throw setback
        }
    }

    private func request(for url: ClipURL, part: Range<Int64>?, version: FileVersion?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url.text)
        request.headers.add(name: "User-Agent", value: "scorevision")
        request.headers.add(name: "Accept", value: "*/*")
        request.headers.add(name: "Accept-Encoding", value: "identity")
        if let part {
            request.headers.add(name: "Range", value: "bytes=\(part.lowerBound)-\(part.upperBound - 1)")
            if let condition = version?.condition { request.headers.add(name: "If-Range", value: condition) }
        }
        return request
    }

    /// One request to the first of the host's addresses that can be connected to.
    private func send(_ request: HTTPClientRequest, to url: ClipURL) async throws -> HTTPClientResponse {
        try policy.admit(url)
        let addresses = try policy.addresses(for: url, among: await addresses(of: url.host))
        var failure = DownloadError(.nameNotFound, "The host has no address; check how its name is written.")
        for address in addresses {
            let pin = PinnedClient.Pin(host: url.host, address: address, idleSeconds: settings.idleSeconds)
            do {
                let response = try await clients.client(for: pin).execute(request)
                // From here on the download stays with it.
                resolved.withLock { $0[url.host] = [address] }
                return response
            } catch {
                let setback = Setback(error)
                guard setback.error.code == .cannotConnect, address != addresses.last else { throw setback }
                failure = setback.error
            }
        }
        throw failure
    }

    private func addresses(of host: String) async throws -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        if let known = resolved.withLock({ $0[host] }) { return known }
        let found = try await resolver.addresses(of: host)
        return resolved.withLock { resolved in
            let first = resolved[host] ?? found
            resolved[host] = first
            return first
        }
    }

    private static func redirection(of response: HTTPClientResponse) -> String? {
        guard [301, 302, 303, 307, 308].contains(response.status.code) else { return nil }
        return response.headers.first(name: "Location")
    }

    /// Reads what is left of a short answer, so that its connection can be used again.
    private static func discard(_ response: HTTPClientResponse) async {
        guard let length = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), length <= 64 << 10
        else { return }
        _ = try? await response.body.collect(upTo: 64 << 10)
    }
}
