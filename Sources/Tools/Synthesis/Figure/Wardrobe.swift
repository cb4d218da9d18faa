/// The kits of one match: two distinguishable teams, and goalkeepers and referees that differ from both.
struct Wardrobe: Hashable, Sendable {
    var teams: [Kit]
    var keepers: [Kit]
    var referees: Kit

    /// Draws random kits until their shirts differ enough.
    init(random: inout RandomSource) {
        let first = random.pick(Self.outfield)
        var second = random.pick(Self.outfield)
        while Self.distance(first, second) < 0.55 { second = random.pick(Self.outfield) }
        teams = [first, second]
        keepers = []
        for _ in 0...1 {
            var keeper = random.pick(Self.bright)
            for _ in 0..<20 where (teams + keepers).contains(where: { Self.distance($0, keeper) < 0.4 }) {
                keeper = random.pick(Self.bright)
            }
            keepers.append(keeper)
        }
        referees = random.pick(Self.officials)
        for _ in 0..<20 where teams.contains(where: { Self.distance($0, referees) < 0.45 }) {
            referees = random.pick(Self.officials)
        }
    }

    private static func distance(_ a: Kit, _ b: Kit) -> Float {
        let d = (a.shirt + a.trim - b.shirt - b.trim) * 0.5
        return (d.x * d.x + d.y * d.y + d.z * d.z).squareRoot()
    }

    private static let outfield = [
        Kit(shirt: 0xF4F5F7, shorts: 0x15181C, socks: 0xF0F0F0),
        Kit(shirt: 0xF2F4F6, shorts: 0xF2F4F6, socks: 0xF2F4F6),
        Kit(shirt: 0xC4161C, shorts: 0xF0F0F0, socks: 0xC4161C),
        Kit(shirt: 0xA50F1C, shorts: 0xA50F1C, socks: 0x14161A),
        Kit(shirt: 0x1747A6, shorts: 0xF0F2F5, socks: 0x1747A6),
        Kit(shirt: 0x14264F, shorts: 0x14264F, socks: 0x14264F),
        Kit(shirt: 0xFFD91F, shorts: 0x15181C, socks: 0xFFD91F),
        Kit(shirt: 0x8EF25A, shorts: 0x8EF25A, socks: 0xDDF7D0),
        Kit(shirt: 0x1B1D22, shorts: 0x1B1D22, socks: 0x1B1D22),
        Kit(shirt: 0x7CC4F2, shorts: 0xF2F4F6, socks: 0x7CC4F2),
        Kit(shirt: 0xF07A1A, shorts: 0x15181C, socks: 0xF07A1A),
        Kit(shirt: 0x6A1B3C, shorts: 0x6A1B3C, socks: 0x86C5EB),
        Kit(shirt: 0x0E7A43, shorts: 0xF2F4F6, socks: 0x0E7A43),
        Kit(shirt: 0xD01722, trim: 0xF2F2F2, pattern: .stripes, shorts: 0x15181C, socks: 0xD01722),
        Kit(shirt: 0x1A4FB0, trim: 0x14161A, pattern: .stripes, shorts: 0x14161A, socks: 0x14161A),
        Kit(shirt: 0xF2F2F2, trim: 0x14161A, pattern: .stripes, shorts: 0x14161A, socks: 0xF2F2F2),
        Kit(shirt: 0x0F8A4B, trim: 0xF2F2F2, pattern: .hoops, shorts: 0xF2F2F2, socks: 0xF2F2F2),
        Kit(shirt: 0x173A8C, trim: 0xA5122A, pattern: .halves, shorts: 0x173A8C, socks: 0x173A8C),
    ]

    private static let bright = [
        Kit(shirt: 0xF5E636, shorts: 0xF5E636, socks: 0xF5E636),
        Kit(shirt: 0x39E07F, shorts: 0x39E07F, socks: 0x39E07F),
        Kit(shirt: 0xFF7A2F, shorts: 0xFF7A2F, socks: 0xFF7A2F),
        Kit(shirt: 0xF0529B, shorts: 0xF0529B, socks: 0xF0529B),
        Kit(shirt: 0x2FB9E8, shorts: 0x2FB9E8, socks: 0x2FB9E8),
        Kit(shirt: 0x8A94A0, shorts: 0x8A94A0, socks: 0x8A94A0),
        Kit(shirt: 0x7B3FC9, shorts: 0x7B3FC9, socks: 0x7B3FC9),
    ]

    private static let officials = [
        Kit(shirt: 0x16181B, shorts: 0x16181B, socks: 0x16181B),
        Kit(shirt: 0xF2E53A, shorts: 0x16181B, socks: 0x16181B),
        Kit(shirt: 0x3AC0E0, shorts: 0x16181B, socks: 0x16181B),
        Kit(shirt: 0xE8333F, shorts: 0x16181B, socks: 0x16181B),
    ]
}
