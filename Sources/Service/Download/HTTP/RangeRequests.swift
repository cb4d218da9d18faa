import HTTPTypes
import Synchronization

/// The requests of one download. Each must pass the policy, and each host name is resolved only once.
final class RangeRequests: Sendable {
    private let settings: DownloadSettings
    private let policy: any HostPolicy
    private let resolver: any HostResolver
    private let client: HTTPClient
    /// The addresses of each host. Once an address has answered, only that one remains.
    private let resolved = Mutex<[String: [IPAddress]]>([:])

    init(settings: DownloadSettings, policy: any HostPolicy, resolver: any HostResolver, client: HTTPClient) {
        self.settings = settings
        self.policy = policy
        self.resolver = resolver
        self.client = client
    }

    /// Requests a clip or a part of it, follows redirects, and returns when the whole body has arrived.
    ///
    /// - Parameters:
    ///   - url: The URL of the clip.
    ///   - part: The range of bytes, or `nil` for the whole file.
    ///   - version: The expected version. If the file has changed, the server sends all of it instead of the part.
    ///   - accept: Runs on the client's thread when the head has arrived. It returns the sink for the body, or `nil` to
    ///     discard the body.
    /// - Throws: A `TransferFailure`.
    func get(
        _ url: ClipURL, part: Range<Int64>?, version: FileVersion? = nil,
        accept: @escaping @Sendable (RangeResponse) throws -> BodySink?
    ) async throws {
        var current = url
        var visited: Set<ClipURL> = [url]
        do {
            while true {
                let headers = Self.headers(part: part, version: version)
                guard let location = try await send(headers, to: current, accept: accept) else { return }
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
            var failure = TransferFailure(error)
            failure.error = failure.error.of(current)
            throw failure
        }
    }

    private static func headers(part: Range<Int64>?, version: FileVersion?) -> HTTPFields {
        var headers: HTTPFields = [.userAgent: "scorevision", .accept: "*/*", .acceptEncoding: "identity"]
        if let part {
            headers[.range] = "bytes=\(part.lowerBound)-\(part.upperBound - 1)"
            if let condition = version?.condition { headers[.ifRange] = condition }
        }
        return headers
    }

    /// Sends one request to the first address of the host that accepts a connection. Returns the target of a redirect,
    /// or `nil` if there is none.
    private func send(
        _ headers: HTTPFields, to url: ClipURL, accept: @escaping @Sendable (RangeResponse) throws -> BodySink?
    ) async throws -> String? {
        try policy.admit(url)
        let addresses = try policy.addresses(for: url, among: await addresses(of: url.host))
        var failure = DownloadError(.nameNotFound, "The host has no address; check the spelling of its name.")
        for address in addresses {
            let request = HTTPClient.Request(
                url: url, address: address, headers: headers, idleSeconds: settings.idleSeconds)
            let location = Mutex<String?>(nil)
            do {
                try await client.execute(request) { [self] response in
                    // From here on the download uses only this address.
                    resolved.withLock { $0[url.host] = [address] }
                    if let target = Self.redirection(of: response) {
                        location.withLock { $0 = target }
                        return nil
                    }
                    return try accept(RangeResponse(response, from: url))
                }
                return location.withLock { $0 }
            } catch {
                let current = TransferFailure(error)
                guard current.error.code == .cannotConnect, address != addresses.last else { throw current }
                failure = current.error
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

    private static func redirection(of response: HTTPResponse) -> String? {
        guard [301, 302, 303, 307, 308].contains(response.status.code) else { return nil }
        return response.headerFields[values: .location].first
    }
}
