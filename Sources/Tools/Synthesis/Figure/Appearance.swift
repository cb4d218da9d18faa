import Geometry
import Observations

/// The appearance of a person, independent of posture.
struct Appearance: Hashable, Sendable {
    var kit: Kit
    var skin: Colour
    var hair: Colour
    var boots: Colour
    var bald: Bool
    /// The height in metres, including boots and hair.
    var height: Double
    /// The build, from slight (0.9) to broad (1.12).
    var build: Double
    var longSleeves: Bool
    /// Whether there is a number on the back; referees have none.
    var numbered: Bool
    var flag: Bool

    init(role: Role, wardrobe: Wardrobe, random: inout RandomSource) {
        switch role {
        case .outfield(let team, _): kit = wardrobe.teams[team]
        case .keeper(let team): kit = wardrobe.keepers[team]
        case .referee, .assistant: kit = wardrobe.referees
        }
        skin = random.pick(Complexion.skins)
        hair = random.pick(Complexion.hairs)
        boots = random.pick(Complexion.boots)
        bald = random.chance(0.12)
        height = random.uniform(1.70...1.96)
        build = random.uniform(0.94...1.1)
        longSleeves = role.objectClass == .goalkeeper || random.chance(0.2)
        numbered = role.team != nil
        if case .assistant = role { flag = true } else { flag = false }
    }

    /// Creates the appearance of a coach or another person off the pitch, in dark clothes or a coloured bib.
    init(bystander random: inout RandomSource) {
        let coats: [UInt32] = [0x15171B, 0x1D2430, 0x23262B, 0x30343A, 0x8A8F96, 0xE8D23A]
        let coat = random.pick(coats)
        var wardrobe = Wardrobe(random: &random)
        wardrobe.referees = Kit(shirt: coat, shorts: 0x17191D, socks: 0x17191D)
        self.init(role: .referee, wardrobe: wardrobe, random: &random)
        longSleeves = true
        boots = Colour(hex: 0x101114)
    }
}

/// The clothes of a team or of the referees.
struct Kit: Hashable, Sendable {
    enum Pattern: CaseIterable, Hashable, Sendable {
        case plain
        case stripes
        case hoops
        case halves
    }

    var shirt: Colour
    /// The second colour of a pattern, also used for the sleeves.
    var trim: Colour
    var pattern = Pattern.plain
    var shorts: Colour
    var socks: Colour
    var number: Colour

    init(shirt: UInt32, trim: UInt32? = nil, pattern: Pattern = .plain, shorts: UInt32, socks: UInt32) {
        self.shirt = Colour(hex: shirt)
        self.trim = Colour(hex: trim ?? shirt)
        self.pattern = pattern
        self.shorts = Colour(hex: shorts)
        self.socks = Colour(hex: socks)
        number = Colour(grey: self.shirt.luma > 0.5 ? 0.08 : 0.95)
    }
}

/// The colours of skin, hair and boots.
enum Complexion {
    static let skins = [0xF0C8A8, 0xE0AC86, 0xC98F66, 0x9C6844, 0x6E452C, 0x4A2E20].map { Colour(hex: $0) }
    static let hairs = [0x17130F, 0x2A1C12, 0x4A3018, 0x8A6A3A, 0xC8A866, 0x6B6660].map { Colour(hex: $0) }
    static let boots = [0x101114, 0xF4F4F4, 0xFF5A2A, 0xE9FF3A, 0x2FC4FF, 0xFF3F8E].map { Colour(hex: $0) }
}
