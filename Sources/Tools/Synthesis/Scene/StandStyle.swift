/// How the stands and the boards look.
struct StandStyle: Hashable, Sendable {
    /// 0 empty to 1 full.
    var attendance: Double
    var seats: Colour
    var roof: Colour
    /// Whether the boards all show the same colour.
    var uniformBoards: Bool
    /// How bright the crowd and the boards are lit.
    var crowdLight: Colour
    var boardLight: Colour
    /// Whether there is a second tier above the first.
    var upperTier: Bool
}
