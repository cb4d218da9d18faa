#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An IPv4 or IPv6 address.
///
/// Unsafe: reads the system's address structures according to their family.
public enum IPAddress: Hashable, Sendable {
    /// An IPv4 address in host byte order.
    case v4(UInt32)
    /// An IPv6 address as two halves in host byte order.
    case v6(high: UInt64, low: UInt64)

    /// Parses an IPv4 address in four decimal numbers, or an IPv6 address in the notation of RFC 4291 without brackets
    /// or zone. Rejects shortened and octal IPv4 addresses (`127.1`, `0177.0.0.1`), which systems interpret
    /// differently.
    public init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self.init(six)
    }

    /// Reads a socket address, which must have the length of its family. Returns `nil` for other families.
    init?(_ socketAddress: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(socketAddress)
        switch Int32(socketAddress.pointee.sa_family) {
        case AF_INET: self = .v4(UInt32(bigEndian: raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6: self.init(raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
        default: return nil
        }
    }

    init(_ address: in6_addr) {
        let bytes = withUnsafeBytes(of: address) { Array($0) }
        let half = { (part: ArraySlice<UInt8>) in part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        self = .v6(high: half(bytes[..<8]), low: half(bytes[8...]))
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address in its usual notation.
    public var description: String {
        switch self {
        case .v4(let value):
            return [24, 16, 8, 0].map { String(value >> $0 & 255) }.joined(separator: ".")
        case .v6(let high, let low):
            var address = in6_addr()
            withUnsafeMutableBytes(of: &address) { bytes in
                for place in 0..<8 {
                    bytes[place] = UInt8(truncatingIfNeeded: high >> (56 - 8 * UInt64(place)))
                    bytes[place + 8] = UInt8(truncatingIfNeeded: low >> (56 - 8 * UInt64(place)))
                }
            }
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return "?" }
            return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}

extension IPAddress {
    /// The networks from which an address can be reached.
    public enum Scope: String, Hashable, Sendable {
        /// The public internet.
        case `public`
        /// This machine only.
        case loopback
        /// A private network: RFC 1918, RFC 4193.
        case `private`
        /// The local link only; cloud instances obtain their credentials there.
        case linkLocal = "link-local"
        /// A provider's shared network (RFC 6598); some clouds offer credentials there too.
        case shared
        /// A cloud's internal service at an otherwise public address.
        case metadata
        /// A group of hosts.
        case multicast
        /// No address, such as 0.0.0.0.
        case unspecified
        /// Documentation, benchmarks, protocol use, and unassigned blocks.
        case reserved
    }

    /// The scope according to IANA's registries of special-purpose addresses (RFC 6890 and its successors). An IPv6
    /// address that embeds an IPv4 address (mapped, NAT64, 6to4) has the scope of that address.
    public var scope: Scope {
        switch self {
        case .v4(let value):
            return Self.blocks4.first { value >> (32 - $0.length) == $0.prefix >> (32 - $0.length) }?.scope ?? .public
        case .v6(let high, let low):
            if let carried { return IPAddress.v4(carried).scope }
            if high == 0, low == 0 { return .unspecified }
            if high == 0, low == 1 { return .loopback }
            if let block = Self.blocks6.first(where: { high >> (64 - $0.length) == $0.prefix >> (64 - $0.length) }) {
                return block.scope
            }
            // Only 2000::/3 has been allocated (RFC 4291, section 2.4).
            return high >> 61 == 1 ? .public : .reserved
        }
    }

    /// The IPv4 address that an IPv6 address embeds.
    private var carried: UInt32? {
        guard case .v6(let high, let low) = self else { return nil }
        // Mapped, ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).
        if high == 0, low >> 32 == 0xffff { return UInt32(truncatingIfNeeded: low) }
        // NAT64's well-known prefix, 64:ff9b::/96 (RFC 6052).
        if high == 0x0064_ff9b_0000_0000, low >> 32 == 0 { return UInt32(truncatingIfNeeded: low) }
        // 6to4, 2002:aabb:ccdd::/48 (RFC 3056).
        if high >> 48 == 0x2002 { return UInt32(truncatingIfNeeded: high >> 16) }
        return nil
    }

    private static let blocks4: [(prefix: UInt32, length: UInt32, scope: Scope)] = [
        (0x0000_0000, 8, .unspecified),  // 0.0.0.0/8
        (0x0a00_0000, 8, .private),  // 10.0.0.0/8
        (0x6440_0000, 10, .shared),  // 100.64.0.0/10
        (0x7f00_0000, 8, .loopback),  // 127.0.0.0/8
        (0xa83f_8110, 32, .metadata),  // 168.63.129.16, Azure's platform
        (0xa9fe_0000, 16, .linkLocal),  // 169.254.0.0/16
        (0xac10_0000, 12, .private),  // 172.16.0.0/12
        (0xc000_0000, 24, .reserved),  // 192.0.0.0/24
        (0xc000_0200, 24, .reserved),  // 192.0.2.0/24
        (0xc058_6300, 24, .reserved),  // 192.88.99.0/24
        (0xc0a8_0000, 16, .private),  // 192.168.0.0/16
        (0xc612_0000, 15, .reserved),  // 198.18.0.0/15
        (0xc633_6400, 24, .reserved),  // 198.51.100.0/24
        (0xcb00_7100, 24, .reserved),  // 203.0.113.0/24
        (0xe000_0000, 4, .multicast),  // 224.0.0.0/4
        (0xf000_0000, 4, .reserved),  // 240.0.0.0/4
    ]

    /// The blocks by their first 64 bits; none has a longer prefix.
    private static let blocks6: [(prefix: UInt64, length: UInt64, scope: Scope)] = [
        (0x0064_ff9b_0001_0000, 48, .private),  // 64:ff9b:1::/48, NAT64 of one's own
        (0x2001_0000_0000_0000, 23, .reserved),  // 2001::/23, Teredo among them
        (0x2001_0db8_0000_0000, 32, .reserved),  // 2001:db8::/32
        (0x3fff_0000_0000_0000, 20, .reserved),  // 3fff::/20
        (0xfc00_0000_0000_0000, 7, .private),  // fc00::/7
        (0xfe80_0000_0000_0000, 10, .linkLocal),  // fe80::/10
        (0xfec0_0000_0000_0000, 10, .private),  // fec0::/10
        (0xff00_0000_0000_0000, 8, .multicast),  // ff00::/8
    ]
}
