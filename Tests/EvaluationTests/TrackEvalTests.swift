import Evaluation
import Testing

/// The figures beside those of `trackeval` and `motmetrics`, on the same tracks.
struct TrackEvalTests {
    /// `walk` has distractors and rows marked 0, prepared as MOT17; `cross` has no classes, prepared as MOT15.
    @Test(arguments: ["walk", "cross"]) func figuresAreThoseOfTrackEval(name: String) throws {
        let expected = try Fixture.figures("\(name)-trackeval.json", as: TrackEvalFigures.self)
        let figures = try figures(of: name)
        for (key, figure, expected) in expected.beside(figures) {
            #expect(agree(figure, expected, within: 1e-9), "\(key): \(figure), expected \(expected)")
        }
    }

    @Test func figuresAreThoseOfMotmetrics() throws {
        let expected = try Fixture.figures("cross-motmetrics.json", as: [String: Double].self)
        let figures = try figures(of: "cross")
        #expect(agree(figures.idf1, try #require(expected["idf1"]), within: 1e-9))
        #expect(agree(figures.mota, try #require(expected["mota"]), within: 1e-9))
    }

    private func figures(of name: String) throws -> TrackingFigures {
        var score = TrackingScore()
        try score.add(
            TrackingSequence(
                name: name, truth: try MOTRow.read(path: Fixture.path("\(name)-truth.txt")),
                found: try MOTRow.read(path: Fixture.path("\(name)-found.txt"))))
        return score.summary.all
    }
}

/// What `trackeval` says of a sequence, by its names.
struct TrackEvalFigures: Decodable {
    enum CodingKeys: String, CodingKey {
        case hota = "HOTA"
        case detA = "DetA"
        case assA = "AssA"
        case detRecall = "DetRe"
        case detPrecision = "DetPr"
        case assRecall = "AssRe"
        case assPrecision = "AssPr"
        case locA = "LocA"
        case mota = "MOTA"
        case motp = "MOTP"
        case recall = "CLR_Re"
        case precision = "CLR_Pr"
        case idSwitches = "IDSW"
        case fragmentations = "Frag"
        case mostlyTracked = "MT"
        case partlyTracked = "PT"
        case mostlyLost = "ML"
        case idf1 = "IDF1"
        case idRecall = "IDR"
        case idPrecision = "IDP"
    }

    var values: [CodingKeys: Double] = [:]
    static let keys: [CodingKeys] = [
        .hota, .detA, .assA, .detRecall, .detPrecision, .assRecall, .assPrecision, .locA, .mota, .motp, .recall,
        .precision, .idSwitches, .fragmentations, .mostlyTracked, .partlyTracked, .mostlyLost, .idf1, .idRecall,
        .idPrecision,
    ]

    init(values: [CodingKeys: Double]) {
        self.values = values
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        for key in Self.keys { values[key] = try container.decode(Double.self, forKey: key) }
    }

    /// Each figure here, and the one that belongs beside it.
    func beside(_ figures: TrackingFigures) -> [(key: String, figure: Double, expected: Double)] {
        let own: [Double] = [
            figures.hota, figures.detA, figures.assA, figures.detRecall, figures.detPrecision, figures.assRecall,
            figures.assPrecision, figures.locA, figures.mota, figures.motp, figures.recall, figures.precision,
            Double(figures.idSwitches), Double(figures.fragmentations), Double(figures.mostlyTracked),
            Double(figures.partlyTracked), Double(figures.mostlyLost), figures.idf1, figures.idRecall,
            figures.idPrecision,
        ]
        return zip(Self.keys, own).map { ($0.rawValue, $1, values[$0] ?? .nan) }
    }
}
