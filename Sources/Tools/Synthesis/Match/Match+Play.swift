import Geometry
import Observations
import Pitch

/// Decides who runs to the ball and what happens to it.
extension Match {
    /// Returns the indices of the players who run to the ball: two against a holder, or one per team for a loose ball.
    func chasers() -> [Int] {
        let outOfPlay = !inPlay(ball.ground, margin: 0)
        var found: [Int] = []
        for team in 0...1 {
            if outOfPlay, team == teamInPossession { continue }
            if let holder = ball.holder, persons[holder].role.team == team { continue }
            let count = ball.holder == nil ? 1 : 2
            let near = persons.indices
                .filter { mayChase($0, team: team) }
                .sorted { distanceToBall($0) < distanceToBall($1) }
            found += near.prefix(count)
        }
        return found
    }

    func chaseTarget(of index: Int) -> Point {
        if let holder = ball.holder {
            // The target is beside the holder on the way to the own goal, so that the player does not run through him.
            let team = persons[index].role.team ?? 0
            let goalSide = Point(direction(ofTeam: team) * -1.1, 0.5 - persons[index].rhythm)
            return persons[holder].position + persons[holder].velocity * 0.3 + goalSide
        }
        return ball.ground + Point(ball.velocity.x, ball.velocity.y) * 0.45
    }

    /// Returns a target ahead of the holder, away from the touchlines, on an individual curve.
    func dribbleTarget(of index: Int) -> Point {
        let person = persons[index]
        let ahead = direction(ofTeam: person.role.team ?? 0) * 7
        let curve = Trigonometry.sin(time * 0.9 + person.rhythm * 20) * 5
        let inward = (plan.middle.y - person.position.y) * 0.12
        return Point(
            min(max(person.position.x + ahead, 6), plan.length - 6),
            min(max(person.position.y + curve + inward, 3), plan.width - 3))
    }

    /// Moves the ball for `dt` seconds, and lets players take, play and lose it.
    mutating func play(_ dt: Double) {
        guard let holder = ball.holder else {
            ball.drift(dt: dt)
            stopOutside()
            takeLooseBall()
            return
        }
        carry(by: holder, dt)
        patience -= dt
        if patience <= 0 {
            release(by: holder)
        } else if let thief = chasers().first, distanceToBall(thief) < 1, random.chance(0.5 * dt) {
            take(by: thief)
        }
    }

    private mutating func carry(by holder: Int, _ dt: Double) {
        let person = persons[holder]
        ball.sinceKick += dt
        // The holder pushes the ball ahead at every second step.
        let push = 0.55 + min(person.speed, 6) * 0.07 * (1 + Trigonometry.sin(person.stride))
        let ahead = Point(Trigonometry.cos(person.facing), Trigonometry.sin(person.facing)) * push
        let target = person.position + ahead
        let pull = min(1, 9 * dt)
        ball.position.x += (target.x - ball.position.x) * pull
        ball.position.y += (target.y - ball.position.y) * pull
        ball.position.z += (Ball.radius - ball.position.z) * pull
        ball.velocity = Vector(person.velocity.x, person.velocity.y, 0)
    }

    private mutating func take(by index: Int) {
        ball.holder = index
        ball.lastTouch = index
        ball.receiver = nil
        patience = random.uniform(0.5...2.4)
    }

    private mutating func takeLooseBall() {
        for index in persons.indices {
            let isKeeper = persons[index].role.objectClass == .goalkeeper
            guard isKeeper || persons[index].role.isOutfield else { continue }
            if index == ball.lastTouch, ball.sinceKick < 0.8 { continue }
            let reach = isKeeper ? 1.4 : 0.95
            guard ball.sinceKick > 0.3, ball.position.z < (isKeeper ? 2.3 : 1.1) else { continue }
            if distanceToBall(index) < reach { return take(by: index) }
        }
    }

    /// Shoots near the goal, otherwise passes. Keeps the ball if no team-mate is in range.
    private mutating func release(by holder: Int) {
        let person = persons[holder]
        let team = person.role.team ?? 0
        let goal = Point(team == 0 ? plan.length : 0, plan.middle.y)
        if person.position.distance(to: goal) < 24, random.chance(0.6) {
            ball.receiver = nil
            ball.kick(by: holder, to: goal + Point(0, random.uniform(-5...5)), flight: random.uniform(0.7...1.1))
            return
        }
        let mates = persons.indices.filter {
            $0 != holder && persons[$0].role.isOutfield && persons[$0].role.team == team
        }
        var best: (score: Double, index: Int)?
        for index in mates {
            let distance = persons[index].position.distance(to: person.position)
            guard distance > 5, distance < 42 else { continue }
            let gain = (persons[index].position.x - person.position.x) * direction(ofTeam: team)
            let score = random.uniform(0...14) + gain * 0.25 - abs(distance - 15) * 0.25
            if score > best?.score ?? -.infinity { best = (score, index) }
        }
        guard let index = best?.index else {
            patience = 0.4
            return
        }
        pass(from: holder, to: index)
    }

    private mutating func pass(from holder: Int, to index: Int) {
        let mate = persons[index]
        let distance = mate.position.distance(to: persons[holder].position)
        let lofted = distance > 20 && random.chance(0.6)
        let duration = lofted ? 1 + distance / 32 : distance / 9
        var target = mate.position + mate.velocity * (0.7 * min(duration, 2))
        target = Point(min(max(target.x, 2), plan.length - 2), min(max(target.y, 2), plan.width - 2))
        ball.receiver = index
        ball.meetingPoint = target
        ball.kick(by: holder, to: target, flight: lofted ? duration : nil)
    }

    /// Nets and boards stop the ball; the other team fetches it where it stops.
    private mutating func stopOutside() {
        if !inPlay(ball.ground, margin: 0) { ball.receiver = nil }
        guard !inPlay(ball.ground, margin: 1.6) else {
            // A pass that nobody has reached becomes a loose ball.
            if ball.sinceKick > 4 { ball.receiver = nil }
            return
        }
        ball.velocity.x = 0
        ball.velocity.y = 0
    }

    private func inPlay(_ p: Point, margin: Double) -> Bool {
        p.x > -margin && p.x < plan.length + margin && p.y > -margin && p.y < plan.width + margin
    }

    private func mayChase(_ index: Int, team: Int) -> Bool {
        switch persons[index].role {
        case .outfield(team, _): true
        case .keeper(team): ball.holder == nil && distanceToBall(index) < 9
        default: false
        }
    }

    private func distanceToBall(_ index: Int) -> Double { persons[index].position.distance(to: ball.ground) }
}
