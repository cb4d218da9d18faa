import Geometry
import Observations
import Testing

@testable import Teams

@Suite struct KitPairTests {
    private let red = KitColour(luma: 0.6, blue: -0.3, red: 0.6)
    private let white = KitColour(luma: 2.2, blue: 0, red: 0)
    private let black = KitColour(luma: 0.15, blue: 0, red: 0)

    /// Shirts that stray around a colour.
    private func tracks(_ colour: KitColour, ids: Range<Int>, sightings: Int = 50, stray: Double = 0.06) -> [TrackKit] {
        var random = SeededGenerator(seed: UInt64(ids.lowerBound) + 1)
        func near(_ value: Double) -> Double { value + Double.random(in: -stray...stray, using: &random) }
        return ids.map {
            TrackKit(
                id: $0, objectClass: .player,
                colour: KitColour(luma: near(colour.luma), blue: near(colour.blue), red: near(colour.red)),
                sightings: sightings)
        }
    }

    @Test func twoTeamsAreToldApart() throws {
        let kits = tracks(red, ids: 0..<10) + tracks(white, ids: 10..<20)
        let pair = try #require(KitPair(kits))
        let sides = kits.map { pair.index(of: $0.colour) }
        #expect(Set(sides[..<10]).count == 1 && Set(sides[10...]).count == 1 && sides[0] != sides[10])
    }

    @Test func aStrangeShirtIsNoTeam() throws {
        // A referee in black, taken for a player, differs from both teams more than they from each other.
        let pink = KitColour(luma: 1.1, blue: 0.2, red: 0.8)
        let pale = KitColour(luma: 1.5, blue: 0.05, red: 0.5)
        let kits = tracks(pink, ids: 0..<10) + tracks(pale, ids: 10..<20) + tracks(black, ids: 20..<22)
        let pair = try #require(KitPair(kits))
        #expect(pair.index(of: pink) != pair.index(of: pale))
    }

    @Test func twoPlayersOfEachAreEnough() throws {
        let pair = try #require(KitPair(tracks(red, ids: 0..<2) + tracks(black, ids: 2..<4)))
        #expect(pair.index(of: red) != pair.index(of: black))
    }

    @Test func oneTeamAloneIsNotCutInTwo() {
        #expect(KitPair(tracks(red, ids: 0..<20)) == nil)
        #expect(KitPair(tracks(red, ids: 0..<3)) == nil)
        #expect(KitPair([]) == nil)
        let same = (0..<8).map { TrackKit(id: $0, objectClass: .player, colour: red, sightings: 5) }
        #expect(KitPair(same) == nil)
    }

    @Test func theOrderOfTracksMakesNoDifference() throws {
        let kits = tracks(red, ids: 0..<9) + tracks(white, ids: 9..<20)
        let (one, other) = (try #require(KitPair(kits)), try #require(KitPair(kits.reversed())))
        #expect(Set(one.colours) == Set(other.colours))
    }

    @Test func medianPassesOverTheOdd() {
        let odd = KitColour(luma: 9, blue: 9, red: 9)
        #expect(KitColour.median(of: [(red, 1), (red, 1), (odd, 1)]) == red)
        #expect(KitColour.median(of: [(red, 1), (odd, 5), (red, 1)]) == odd)
    }
}
