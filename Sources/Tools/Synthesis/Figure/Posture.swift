import Geometry

/// The joints of a body at one moment of its running cycle, in the stadium.
struct Posture {
    struct Limb {
        /// Hip, knee, ankle and toe, or shoulder, elbow and hand.
        var joints: [Vector]
    }

    let ahead: Vector
    let aside: Vector
    let pelvis: Vector
    let neck: Vector
    let head: Vector
    /// The left and the right leg.
    let legs: [Limb]
    let arms: [Limb]
    /// The height of the body divided by 1.86 metres.
    let scale: Double

    init(_ person: Person, height: Double, keeper: Bool) {
        let s = height / 1.86
        let f = Vector(Trigonometry.cos(person.facing), Trigonometry.sin(person.facing), 0)
        let l = Vector(-f.y, f.x, 0)
        let speed = person.speed
        // The swing of the legs in radians: small when standing, larger when walking or sprinting.
        let swing = speed < 0.3 ? 0.07 : min(0.92, 0.20 + 0.10 * speed)
        let lean = min(0.32, 0.03 * speed) + (keeper && speed < 2 ? 0.25 : 0)
        func down(_ angle: Double) -> Vector {
            f * Trigonometry.sin(angle) - Vector(0, 0, Trigonometry.cos(angle))
        }
        func leg(_ side: Double) -> Limb {
            let phase = person.stride + (side > 0 ? 0 : Trigonometry.pi)
            let squat = keeper && speed < 2 ? 0.35 : 0.06
            let thigh = swing * Trigonometry.sin(phase) + squat
            let bend = 2 * squat + swing * 1.5 * max(0, Trigonometry.cos(phase)) * min(1, 0.25 + speed / 6)
            let spread = l * side * (speed < 1 ? 0.16 : 0.04)
            let hip = l * side * 0.10 * s
            let knee = hip + (down(thigh) + spread).normalised * 0.45 * s
            let ankle = knee + (down(thigh - bend) + spread).normalised * 0.43 * s
            let toe = ankle + (f * 0.95 + l * side * 0.25 + Vector(0, 0, -0.15 - 0.5 * bend)).normalised * 0.17 * s
            return Limb(joints: [hip, knee, ankle, toe])
        }
        var legs = [leg(1), leg(-1)]
        // The lower foot touches the ground.
        let lowest = legs.flatMap(\.joints).map(\.z).min() ?? 0
        let base = Vector(person.position.x, person.position.y, 0.05 * s - lowest)
        for index in legs.indices { legs[index].joints = legs[index].joints.map { $0 + base } }
        let trunk = f * Trigonometry.sin(lean) + Vector(0, 0, Trigonometry.cos(lean))
        let pelvis = base + Vector(0, 0, 0.03 * s)
        let neck = pelvis + trunk * 0.53 * s
        func arm(_ side: Double) -> Limb {
            let phase = person.stride + (side > 0 ? Trigonometry.pi : 0)
            let angle = swing * 0.9 * Trigonometry.sin(phase)
            let bent = keeper && speed < 2 ? 0.7 : 0.25 + min(1.2, speed * 0.22)
            let out = l * side * (keeper ? 0.5 : 0.2 + 0.06 * person.rhythm)
            let shoulder = neck + l * side * 0.20 * s - Vector(0, 0, 0.03 * s)
            let elbow = shoulder + (down(angle) + out).normalised * 0.29 * s
            let hand = elbow + (down(angle + bent) + out * 0.4).normalised * 0.27 * s
            return Limb(joints: [shoulder, elbow, hand])
        }
        ahead = f
        aside = l
        scale = s
        self.pelvis = pelvis
        self.neck = neck
        head = neck + (trunk + Vector(0, 0, 0.6)).normalised * 0.215 * s + f * 0.02
        self.legs = legs
        arms = [arm(1), arm(-1)]
    }
}
