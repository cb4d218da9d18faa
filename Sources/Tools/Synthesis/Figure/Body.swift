/// A rounded part of a figure in the stadium, such as a limb, a head or a trunk.
struct FigurePart: Sendable {
    enum Shape: Sendable {
        /// A capsule between two centres, with a radius at each, in metres.
        case capsule(Vector, Vector, Double, Double)
        /// Four corners in order (upper left, upper right, lower right, lower left) and a radius around them, in
        /// metres.
        case slab(Vector, Vector, Vector, Vector, Double)
    }

    var shape: Shape
    var colour: Colour
    /// The second colour of a shirt, and the pattern of the two colours.
    var trim = Colour.zero
    var pattern = Kit.Pattern.plain
    /// An offset towards the camera, in metres, so that the shirt does not hide details on it.
    var bias = 0.0
    /// Whether the part casts a shadow. Parts inside another part's shadow need none.
    var castsShadow = false

    var middle: Vector {
        switch shape {
        case .capsule(let a, let b, _, _): (a + b) * 0.5
        case .slab(let a, let b, let c, let d, _): (a + b + c + d) * 0.25
        }
    }
}

/// Turns a posture and an appearance into the parts of a figure.
enum Body {
    /// Returns the parts in colours of full light; the caller applies the lighting.
    static func parts(_ posture: Posture, _ look: Appearance) -> [FigurePart] {
        var parts: [FigurePart] = []
        func add(_ a: Vector, _ b: Vector, _ ra: Double, _ rb: Double, _ colour: Colour, bias: Double = 0) {
            let k = posture.scale * look.build
            parts.append(
                FigurePart(
                    shape: .capsule(a, b, ra * k, rb * k), colour: colour, bias: bias, castsShadow: ra >= 0.055))
        }
        let kit = look.kit
        for leg in posture.legs { legParts(leg.joints, look, add) }
        for arm in posture.arms {
            let (shoulder, elbow, hand) = (arm.joints[0], arm.joints[1], arm.joints[2])
            let sleeve = kit.pattern == .plain ? kit.shirt : kit.trim
            if look.longSleeves {
                add(shoulder, elbow, 0.068, 0.058, sleeve)
                add(elbow, elbow + (hand - elbow) * 0.8, 0.056, 0.046, sleeve)
            } else {
                add(elbow, hand, 0.046, 0.038, look.skin)
                add(shoulder, elbow, 0.055, 0.046, look.skin)
                add(shoulder, shoulder + (elbow - shoulder) * 0.66, 0.072, 0.072, sleeve, bias: 0.01)
            }
            add(hand, hand, 0.05, 0.05, look.numbered && look.longSleeves ? Colour(grey: 0.9) : look.skin)
        }
        let across = posture.aside * posture.scale
        let shoulders = posture.neck - Vector(0, 0, 0.06 * posture.scale)
        parts.append(
            FigurePart(
                shape: .slab(
                    shoulders + across * 0.145, shoulders - across * 0.145, posture.pelvis - across * 0.09,
                    posture.pelvis + across * 0.09, 0.092 * posture.scale * look.build),
                colour: kit.shirt, trim: kit.trim, pattern: kit.pattern, castsShadow: true))
        add(posture.neck, posture.head, 0.055, 0.06, look.skin)
        add(posture.head, posture.head - Vector(0, 0, 0.05), 0.108, 0.092, look.skin, bias: 0.02)
        if !look.bald {
            let crown = posture.head + Vector(0, 0, 0.05) - posture.ahead * 0.03
            add(crown, crown - posture.ahead * 0.03 - Vector(0, 0, 0.05), 0.106, 0.10, look.hair, bias: 0.02)
        }
        if look.numbered { parts += number(posture, kit.number) }
        if look.flag { parts += flag(posture) }
        return parts
    }

    private static func legParts(
        _ joints: [Vector], _ look: Appearance, _ add: (Vector, Vector, Double, Double, Colour, Double) -> Void
    ) {
        let (hip, knee, ankle, toe) = (joints[0], joints[1], joints[2], joints[3])
        add(hip, knee, 0.085, 0.062, look.skin, 0)
        add(hip, hip + (knee - hip) * 0.68, 0.098, 0.104, look.kit.shorts, 0.02)
        add(knee, ankle, 0.06, 0.045, look.skin, 0)
        add(knee + (ankle - knee) * 0.18, ankle, 0.066, 0.05, look.kit.socks, 0.01)
        add(ankle, toe, 0.055, 0.045, look.boots, 0)
    }

    /// Returns a mark in the number's colour on the back: two strokes, as visible from the stand.
    private static func number(_ posture: Posture, _ colour: Colour) -> [FigurePart] {
        let s = posture.scale
        let spine = posture.neck - posture.pelvis
        let back = posture.pelvis + spine * 0.62 - posture.ahead * 0.085 * s
        return [-0.055, 0.055].map { side in
            let middle = back + posture.aside * side * s
            return FigurePart(
                shape: .capsule(middle + spine * 0.13, middle - spine * 0.17, 0.028 * s, 0.028 * s), colour: colour,
                bias: 0.012)
        }
    }

    private static func flag(_ posture: Posture) -> [FigurePart] {
        let hand = posture.arms[1].joints[2]
        let tip = hand + posture.ahead * 0.12 - Vector(0, 0, 0.42)
        return [
            FigurePart(shape: .capsule(hand, tip, 0.015, 0.015), colour: Colour(grey: 0.8)),
            FigurePart(
                shape: .capsule(tip, tip + Vector(0, 0, 0.2) + posture.ahead * 0.08, 0.07, 0.1),
                colour: Colour(hex: 0xF2C21A)),
        ]
    }
}
