import Geometry
import Observations

/// What one person looks like, whatever they do.
struct Appearance: Hashable, Sendable {
    var kit: Kit
    var skin: Colour
    var hair: Colour
    var boots: Colour
    var bald: Bool
    /// Metres, boots and hair included.
    var height: Double
    /// Broad 1.12 or slight 0.9.
    var build: Double
    var longSleeves: Bool
    /// A number on the back; referees have none.
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

    /// A coach or another person off the pitch, in dark clothes or a coloured bib.
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
