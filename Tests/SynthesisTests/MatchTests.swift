import Geometry
import Observations
import Pitch
import Testing

@testable import Synthesis

struct MatchTests {
    private static let interval = 0.04

    /// A minute of three matches, every frame.
    private static let played: [[Match]] = [1, 2, 3].map { (seed: UInt64) in
        var match = Match(plan: .regulation, seed: seed)
        return (0..<1500).map { _ in
            match.advance(by: interval)
            return match
        }
    }

    @Test func everybodyIsThere() {
        let persons = Self.played[0][0].persons
        #expect(persons.count == 25)
        #expect(persons.count { $0.role.objectClass == .player } == 20)
        #expect(persons.count { $0.role.objectClass == .goalkeeper } == 2)
        #expect(persons.count { $0.role.objectClass == .referee } == 3)
        #expect(persons.count { $0.role.team == 0 } == 11 && persons.count { $0.role.team == 1 } == 11)
    }

    @Test(arguments: 0..<3)
    func peopleMoveAsPeopleCan(_ game: Int) {
        for (before, after) in zip(Self.played[game], Self.played[game].dropFirst()) {
            for (a, b) in zip(before.persons, after.persons) {
                #expect(a.role == b.role)
                #expect(b.speed <= 9)
                #expect(a.position.distance(to: b.position) <= 9 * Self.interval)
                #expect(a.velocity.distance(to: b.velocity) <= 7 * Self.interval)
                #expect(abs(Trigonometry.wrapped(b.facing - a.facing)) <= 5.1 * Self.interval)
            }
        }
    }

    @Test(arguments: 0..<3)
    func itIsAMatch(_ game: Int) {
        let frames = Self.played[game]
        let holders = Set(frames.compactMap(\.ball.holder))
        #expect(holders.count >= 5, "the ball is passed")
        #expect(Set(holders.compactMap { frames[0].persons[$0].role.team }) == [0, 1], "both teams have it")
        let fastest = frames.map { $0.persons.map(\.speed).max() ?? 0 }.max() ?? 0
        #expect(fastest > 6, "somebody sprints")
        let way = zip(frames, frames.dropFirst()).reduce(0) { $0 + $1.0.ball.ground.distance(to: $1.1.ball.ground) }
        #expect(way > 120, "the ball moves")
        for match in frames {
            for person in match.persons {
                #expect(person.position.x > -8 && person.position.x < 113)
                #expect(person.position.y > -8 && person.position.y < 76)
            }
            #expect(match.ball.position.z >= Ball.radius - 1e-9 && match.ball.position.z < 25)
        }
    }

    @Test(arguments: 0..<3)
    func nobodyStandsInAnother(_ game: Int) {
        var close = 0
        for match in Self.played[game] {
            for (index, a) in match.persons.enumerated() {
                for b in match.persons[(index + 1)...] where a.position.distance(to: b.position) < 0.3 { close += 1 }
            }
        }
        // Of 1500 frames with 300 pairs each: a tackle now and then.
        #expect(close < 150)
    }

    @Test func theSameSeedPlaysTheSameMatch() {
        var a = Match(plan: .template, seed: 9)
        var b = Match(plan: .template, seed: 9)
        var c = Match(plan: .template, seed: 10)
        for _ in 0..<50 {
            a.advance(by: 0.04)
            b.advance(by: 0.04)
            c.advance(by: 0.04)
        }
        #expect(a.persons.map(\.position) == b.persons.map(\.position))
        #expect(a.ball.position == b.ball.position)
        #expect(a.persons.map(\.position) != c.persons.map(\.position))
    }
}
