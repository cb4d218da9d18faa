import Geometry
import Observations
import Pitch

/// All upright objects of a scene: their appearance, and their posture in a given frame.
struct Cast: Sendable {
    private let style: SceneStyle
    private let looks: [Appearance]
    private let bystanders: [(person: Person, look: Appearance)]
    /// The direction of the main light, which shades bodies.
    let mainLamp: Vector

    init(style: SceneStyle) {
        self.style = style
        var random = RandomSource(seed: style.seed, stream: 5)
        let match = Match(plan: style.plan, seed: style.seed)
        looks = match.persons.map { Appearance(role: $0.role, wardrobe: style.wardrobe, random: &random) }
        var bystanders: [(Person, Appearance)] = []
        for _ in 0..<style.bystanders {
            let near = random.chance(0.7)
            let x = style.plan.middle.x + random.uniform(-28...28)
            let y = near ? style.plan.width + random.uniform(2.2...4.2) : -random.uniform(2.5...4)
            let person = Person(
                role: .referee, position: Point(x, y), facing: near ? -1.57 : 1.57, stride: random.uniform(0...6),
                rhythm: random.unit())
            bystanders.append((person, Appearance(bystander: &random)))
        }
        self.bystanders = bystanders
        let sum = style.lighting.lamps.reduce(Vector(0, 0, 0.6)) { $0 + $1.direction * Double($1.share) }
        mainLamp = sum.normalised
    }

    /// Returns all figures of a frame, unordered.
    func figures(_ match: Match, view: CameraView, shutter: Double) -> [Figure] {
        var figures: [Figure] = []
        for (index, person) in match.persons.enumerated() {
            figures.append(figure(person, looks[index], owner: UInt8(index + 1)))
        }
        figures.append(ball(match.ball, owner: UInt8(match.persons.count + 1), shutter: shutter))
        for (person, look) in bystanders { figures.append(figure(person, look, owner: 0)) }
        for side in Goal.sides {
            let place = Point(side == 0 ? 0 : style.plan.length, style.plan.middle.y)
            for bar in Goal(side: side, plan: style.plan).frame(light: Colour(grey: 1)) {
                figures.append(
                    Figure(parts: [bar], place: place, middle: bar.middle, owner: 0, castsShadow: false))
            }
        }
        return figures + flags()
    }

    private func figure(_ person: Person, _ look: Appearance, owner: UInt8) -> Figure {
        let keeper = person.role.objectClass == .goalkeeper
        let posture = Posture(person, height: look.height, keeper: keeper)
        return Figure(
            parts: Body.parts(posture, look), place: person.position, middle: posture.pelvis, owner: owner)
    }

    /// Returns the ball. A fast ball is as long as its path while the shutter is open.
    private func ball(_ ball: Ball, owner: UInt8, shutter: Double) -> Figure {
        let way = ball.velocity * (0.04 * shutter * 0.5)
        let white = Colour(grey: 0.97)
        return Figure(
            parts: [
                FigurePart(
                    shape: .capsule(ball.position - way * 0.5, ball.position + way * 0.5, Ball.radius, Ball.radius),
                    colour: white, castsShadow: true)
            ],
            place: ball.ground, middle: ball.position, owner: owner)
    }

    private func flags() -> [Figure] {
        let (length, width) = (style.plan.length, style.plan.width)
        return [Point(0, 0), Point(length, 0), Point(length, width), Point(0, width)].map { corner in
            let foot = Vector(corner.x, corner.y, 0)
            let top = foot + Vector(0, 0, 1.5)
            return Figure(
                parts: [
                    FigurePart(shape: .capsule(foot, top, 0.025, 0.025), colour: Colour(grey: 0.9)),
                    FigurePart(
                        shape: .capsule(top - Vector(0, 0, 0.14), top + Vector(0.3, 0, -0.18), 0.12, 0.08),
                        colour: Colour(hex: 0xE0352B)),
                ],
                place: corner, middle: foot, owner: 0, castsShadow: false)
        }
    }
}

/// An upright object of the scene in one frame: a person, the ball, a goal frame or a flag.
struct Figure {
    let parts: [FigurePart]
    /// The point where it touches the ground, in metres.
    let place: Point
    /// The point that determines its order when figures hide each other.
    let middle: Vector
    /// The id in the truth; 0 if it is not part of it.
    let owner: UInt8
    var castsShadow = true
}
