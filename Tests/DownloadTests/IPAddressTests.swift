import Testing

@testable import Download

@Suite struct IPAddressTests {
    @Test(arguments: ["1.2.3.4", "255.255.255.255", "::", "::1", "2001:db8::8:800:200c:417a", "64:ff9b::7f00:1"])
    func readsWhatItWrites(text: String) { #expect(IPAddress(text)?.description == text) }

    @Test(arguments: [
        "", "1.2.3", "127.1", "0177.0.0.1", "0x7f.0.0.1", "256.1.1.1", "2130706433", "[::1]", "::1%lo", "h",
    ])
    func othersAreNoAddresses(text: String) { #expect(IPAddress(text) == nil) }

    /// First and last addresses of the blocks, and their neighbours.
    @Test(arguments: [
        ("0.0.0.0", IPAddress.Scope.unspecified), ("0.255.255.255", .unspecified), ("1.0.0.0", .public),
        ("9.255.255.255", .public), ("10.0.0.0", .private), ("10.255.255.255", .private), ("11.0.0.0", .public),
        ("100.63.255.255", .public), ("100.64.0.0", .shared), ("100.100.100.200", .shared),
        ("100.127.255.255", .shared), ("100.128.0.0", .public), ("126.255.255.255", .public),
        ("127.0.0.1", .loopback), ("127.255.255.255", .loopback), ("128.0.0.0", .public),
        ("168.63.129.16", .metadata), ("168.63.129.17", .public), ("169.253.255.255", .public),
        ("169.254.169.254", .linkLocal), ("169.254.255.255", .linkLocal), ("169.255.0.0", .public),
        ("172.15.255.255", .public), ("172.16.0.0", .private), ("172.31.255.255", .private), ("172.32.0.0", .public),
        ("191.255.255.255", .public), ("192.0.0.192", .reserved), ("192.0.1.0", .public), ("192.0.2.7", .reserved),
        ("192.88.99.1", .reserved), ("192.167.255.255", .public), ("192.168.0.0", .private),
        ("192.168.255.255", .private), ("192.169.0.0", .public), ("198.17.255.255", .public),
        ("198.18.0.0", .reserved), ("198.19.255.255", .reserved), ("198.20.0.0", .public), ("198.51.100.9", .reserved),
        ("203.0.113.200", .reserved), ("203.0.114.0", .public), ("223.255.255.255", .public),
        ("224.0.0.1", .multicast), ("239.255.255.255", .multicast), ("240.0.0.0", .reserved),
        ("255.255.255.255", .reserved), ("8.8.8.8", .public),
    ])
    func scopesOfVersion4(text: String, scope: IPAddress.Scope) throws {
        let address = try #require(IPAddress(text))
        #expect(address.scope == scope)
        // However it is packed into IPv6, it stays what it is.
        #expect(IPAddress("::ffff:\(text)")?.scope == scope)
        #expect(IPAddress("64:ff9b::\(text)")?.scope == scope)
        guard case .v4(let value) = address else { return }
        #expect(IPAddress.v6(high: 0x2002 << 48 | UInt64(value) << 16 | 7, low: 99).scope == scope)
    }

    @Test(arguments: [
        ("::", IPAddress.Scope.unspecified), ("::1", .loopback), ("::2", .reserved), ("::127.0.0.1", .reserved),
        ("::ffff:0:127.0.0.1", .reserved), ("64:ff9b:1::7f00:1", .private), ("100::1", .reserved),
        ("1fff:ffff::1", .reserved), ("2000::1", .public), ("2001::1", .reserved), ("2001:1ff:ffff::", .reserved),
        ("2001:200::1", .public), ("2001:db7:ffff::", .public), ("2001:db8::1", .reserved), ("2001:db9::", .public),
        ("2606:4700:4700::1111", .public), ("3ffe::1", .public), ("3fff:fff::1", .reserved), ("3fff:1000::1", .public),
        ("4000::1", .reserved), ("5f00::1", .reserved), ("fbff::1", .reserved), ("fc00::1", .private),
        ("fd00:ec2::254", .private), ("fdff::1", .private), ("fe00::1", .reserved), ("fe80::1", .linkLocal),
        ("febf::1", .linkLocal), ("fec0::1", .private), ("ff02::1", .multicast),
    ])
    func scopesOfVersion6(text: String, scope: IPAddress.Scope) throws {
        #expect(try #require(IPAddress(text)).scope == scope)
    }
}
