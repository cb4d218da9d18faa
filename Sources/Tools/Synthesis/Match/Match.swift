import Geometry
import Pitch

/// A football match in the detail that a camera needs: 22 players, a referee with two assistants, and a ball.
///
/// Team 0 plays towards larger x. The order of persons is fixed, so an index identifies a person.
struct Match: Sendable {
    let plan: PitchPlan
    private(set) var persons: [Person] = []
    var ball: Ball
    var random: RandomSource
    private(set) var time = 0.0
    /// The time until the holder plays the ball, in seconds.
    var patience = 1.0
    private let formations: [Formation]

    /// The longest step of the simulation, in seconds.
    private static let longestStep = 0.02

    init(plan: PitchPlan, seed: UInt64) {
        self.plan = plan
        random = RandomSource(seed: seed, stream: 1)
        formations = [random.pick(Formation.all), random.pick(Formation.all)]
        let start = Point(
            plan.length * random.uniform(0.3...0.7), plan.width * random.uniform(0.25...0.75))
        ball = Ball(position: Vector(start.x, start.y, Ball.radius))
        for team in 0...1 {
            add(.keeper(team: team))
            for slot in 0..<10 { add(.outfield(team: team, slot: slot)) }
        }
        add(.referee)
        add(.assistant(nearSide: false))
        add(.assistant(nearSide: true))
        advance(by: 6)
    }

    /// Advances the match by `seconds`.
    mutating func advance(by seconds: Double) {
        let steps = max(1, Int((seconds / Self.longestStep).rounded(.up)))
        for _ in 0..<steps { step(seconds / Double(steps)) }
    }

    func direction(ofTeam team: Int) -> Double { team == 0 ? 1 : -1 }

    /// The team that has the ball or touched it last.
    var teamInPossession: Int {
        (ball.holder ?? ball.lastTouch).flatMap { persons[$0].role.team } ?? 0
    }

    private mutating func add(_ role: Role) {
        let anywhere = Point(
            random.uniform(-3...3), random.uniform(-3...3))
        var person = Person(
            role: role, position: .zero, facing: random.uniform(-3...3), stride: random.uniform(0...6),
            rhythm: random.unit())
        persons.append(person)
        person.position = goal(of: persons.count - 1, chasers: []).target + anywhere
        persons[persons.count - 1] = person
    }

    private mutating func step(_ dt: Double) {
        time += dt
        let chasers = self.chasers()
        let ballGround = ball.ground
        var moved = persons
        for index in persons.indices {
            let (target, pace) = goal(of: index, chasers: chasers)
            moved[index].move(
                towards: target, pace: pace, push: separation(of: index), ball: ballGround, dt: dt)
        }
        persons = moved
        play(dt)
    }

    /// Returns the point that a person wants to reach, and the pace.
    private func goal(of index: Int, chasers: [Int]) -> (target: Point, pace: Double) {
        let person = persons[index]
        let ballGround = ball.ground
        switch person.role {
        case .outfield(let team, let slot):
            if ball.holder == index { return (dribbleTarget(of: index), 5.2) }
            if ball.holder == nil, ball.receiver == index { return (ball.meetingPoint, 7.5) }
            if chasers.contains(index) { return (chaseTarget(of: index), 7.8) }
            let anchor = formations[team].anchor(
                slot: slot, direction: direction(ofTeam: team), ball: ballGround,
                attacking: team == teamInPossession, plan: plan)
            let target = anchor + wander(person, reach: 3)
            let distance = target.distance(to: person.position)
            return (target, distance > 9 ? 6.2 : distance > 3 ? 3.8 : 1.7)
        case .keeper(let team):
            if chasers.contains(index) { return (ballGround, 6) }
            let goalX = team == 0 ? 0 : plan.length
            let far = abs(ballGround.x - goalX) / plan.length
            let side = (ballGround.y - plan.middle.y) * 0.12
            return (Point(goalX + direction(ofTeam: team) * (1.2 + 9 * far), plan.middle.y + side), 3.5)
        case .referee:
            let behind = direction(ofTeam: teamInPossession) * -9
            let side = ballGround.y < plan.middle.y ? 8.0 : -8.0
            let target = Point(
                min(max(ballGround.x + behind, 12), plan.length - 12), ballGround.y + side)
            return (target + wander(person, reach: 2), 5.5)
        case .assistant(let nearSide):
            return (Point(offsideLine(rightHalf: !nearSide), nearSide ? plan.width + 0.8 : -0.8), 6)
        }
    }

    /// Returns the position level with the last defender except the goalkeeper, or with the ball if it is closer to the
    /// goal; limited to one half.
    private func offsideLine(rightHalf: Bool) -> Double {
        let depths = persons.filter { $0.role.isOutfield && $0.role.team == (rightHalf ? 1 : 0) }.map(\.position.x)
        let last = rightHalf ? (depths.max() ?? 0) : (depths.min() ?? plan.length)
        let half = plan.length / 2
        return rightHalf
            ? min(max(last, ball.position.x, half), plan.length) : max(min(last, ball.position.x, half), 0)
    }

    private func wander(_ person: Person, reach: Double) -> Point {
        let turn = time * (0.35 + 0.4 * person.rhythm) + person.rhythm * 40
        return Point(Trigonometry.sin(turn) * reach, Trigonometry.sin(turn * 0.77 + 2) * reach)
    }

    /// Returns an acceleration that keeps persons from running through each other. It grows as they get closer.
    private func separation(of index: Int) -> Point {
        let own = persons[index].position
        var push = Point.zero
        for (other, person) in persons.enumerated() where other != index {
            let way = own - person.position
            let distance = way.distance(to: .zero)
            guard distance < 1.1, distance > 1e-6 else { continue }
            push = push + way * (9 * (1.1 - distance) / distance)
        }
        return push
    }
}
