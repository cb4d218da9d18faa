/// What a team, or the referees, wear.
struct Kit: Hashable, Sendable {
    enum Pattern: CaseIterable, Hashable, Sendable {
        case plain
        case stripes
        case hoops
        case halves
    }

    var shirt: Colour
    /// The second colour of a pattern, and the sleeves'.
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
