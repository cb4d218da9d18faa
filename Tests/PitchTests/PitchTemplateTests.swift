import Geometry
import Pitch
import Testing

@Suite struct PitchTemplateTests {
    /// The subnet's table in centimetres, vertex 1 to 32.
    static let centimetres: [(Double, Double)] = [
        (0, 0), (0, 1450), (0, 2584), (0, 4416), (0, 5550), (0, 7000), (550, 2584), (550, 4416), (1100, 3500),
        (2015, 1450), (2015, 2584), (2015, 4416), (2015, 5550), (6000, 0), (6000, 2585), (6000, 4415), (6000, 7000),
        (9985, 1450), (9985, 2584), (9985, 4416), (9985, 5550), (10900, 3500), (11450, 2584), (11450, 4416),
        (12000, 0), (12000, 1450), (12000, 2584), (12000, 4416), (12000, 5550), (12000, 7000), (5085, 3500),
        (6915, 3500),
    ]

    @Test func verticesAreTheSubnets() {
        #expect(PitchTemplate.vertices.count == 32)
        for (vertex, (x, y)) in zip(PitchTemplate.vertices, Self.centimetres) {
            #expect(vertex.distance(to: Point(x / 100, y / 100)) < 1e-9)
        }
    }

    @Test(arguments: [PitchPlan.template, .regulation])
    func flippingMirrorsThePlan(plan: PitchPlan) {
        for (i, j) in PitchTemplate.flipIndices.enumerated() {
            #expect(PitchTemplate.flipIndices[j] == i)
            let mirrored = Point(plan.length - plan.vertices[j].x, plan.vertices[j].y)
            #expect(plan.vertices[i].distance(to: mirrored) < 1e-9)
        }
    }

    /// Every vertex is on paint: the map of a picture is drawn with these lines.
    @Test(arguments: [PitchPlan.template, .regulation])
    func everyVertexLiesOnALine(plan: PitchPlan) {
        for vertex in plan.vertices {
            let distances = plan.lines.flatMap { line in
                zip(line.points, line.points.dropFirst()).map { ConvexHull([$0, $1]).distance(to: vertex) }
            }
            #expect(distances.min() ?? .infinity < 0.16)
        }
    }

    @Test func theArcOfARealPitchIsAroundItsSpot() throws {
        let plan = PitchPlan.regulation
        let arcs = plan.lines.filter { $0.kind == .penaltyArc }
        #expect(arcs.count == 2)
        for p in try #require(arcs.first).points {
            #expect(abs(p.distance(to: Point(11, 34)) - 9.15) < 1e-6)
            #expect(p.x >= 16.5 - 1e-9)
        }
    }

    @Test func theCircleIsRoundAndClosed() throws {
        let circle = try #require(PitchTemplate.lines.first { $0.kind == .centreCircle }).points
        #expect(circle.first == circle.last)
        for p in circle { #expect(abs(p.distance(to: Point(60, 35)) - 9.15) < 1e-9) }
    }

    @Test func aPlaceBetweenTwoLinesStaysBetweenThem() {
        let plan = PitchPlan.regulation
        #expect(plan.templatePosition(of: Point(16.5, 34)).distance(to: Point(20.15, 35)) < 1e-9)
        #expect(plan.templatePosition(of: Point(52.5, 0)).distance(to: Point(60, 0)) < 1e-9)
        #expect(plan.templatePosition(of: Point(107, -3)).distance(to: Point(122, -3)) < 1e-9)
        #expect(PitchPlan.template.templatePosition(of: Point(7, 7)) == Point(7, 7))
    }
}
