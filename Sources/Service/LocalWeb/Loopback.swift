import Download

/// The addresses at which a machine reaches itself.
package enum Loopback {
    /// Returns whether a text is an IPv4 or IPv6 loopback address.
    package static func contains(_ address: String) -> Bool {
        switch IPAddress(address) {
        case .v4(let value): value >> 24 == 127
        // ::1, and 127.0.0.0/8 in its IPv4-mapped form, ::ffff:127.0.0.1.
        case .v6(high: 0, let low): low == 1 || low >> 24 == 0xFFFF_7F
        case .v6, nil: false
        }
    }
}
