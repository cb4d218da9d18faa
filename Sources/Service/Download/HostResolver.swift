#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds the addresses of a host name.
public protocol HostResolver: Sendable {
    /// The addresses, best first, at least one. Throws a `DownloadError`, `nameNotFound`.
    func addresses(of host: String) async throws -> [IPAddress]
}

/// The operating system's resolver.
public struct SystemResolver: HostResolver {
    public init() {}

    public func addresses(of host: String) async throws -> [IPAddress] {
        try await AbandonableWork.run { try Self.lookUp(host) }
    }

    private static func lookUp(_ host: String) throws -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if os(Linux)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard status == 0 else {
            // A resolver that is only out of reach may be there again in a moment.
            let error = DownloadError(
                .nameNotFound, "The host's name can't be found; check how it is written.",
                detail: String(cString: gai_strerror(status)))
            throw Setback(error, isWorthRetrying: status == EAI_AGAIN)
        }
        var found: [IPAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = address(in: entry), !found.contains(address) { found.append(address) }
            next = entry.ai_next
        }
        guard !found.isEmpty else {
            throw DownloadError(.nameNotFound, "The host has no address; check how its name is written.")
        }
        return found
    }

    private static func address(in entry: addrinfo) -> IPAddress? {
        let raw = UnsafeRawPointer(entry.ai_addr)
        switch entry.ai_family {
        case AF_INET:
            return raw.map { .v4(UInt32(bigEndian: $0.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr)) }
        case AF_INET6:
            return raw.map { IPAddress($0.loadUnaligned(as: sockaddr_in6.self).sin6_addr) }
        default: return nil
        }
    }
}
