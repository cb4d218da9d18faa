import Foundation
import Testing

@testable import Reports

@Suite struct ReportNumberTests {
    @Test(arguments: [
        (0.5, 3, "0.500"), (-0.0004, 3, "0.000"), (-1.25, 1, "-1.3"), (12.999, 2, "13.00"), (7, 0, "7"),
        (.nan, 2, "-"), (.infinity, 2, "-"),
    ])
    func numbersHaveFixedDecimals(value: Double, decimals: Int, text: String) {
        #expect(value.text(decimals: decimals) == text)
    }

    @Test func figuresKeepSixDecimalsInJSON() throws {
        let value = JSONValue.object([
            ("whole", .number(100)), ("share", .number(1.0 / 3)), ("unknown", .number(.nan)), ("count", .count(3)),
            ("text", .string("a\"\\\n")), ("inner", .object([("x", .number(0.25))])),
            ("list", .array([.count(7), .null])), ("nothing", .null),
        ])
        let text = try String(decoding: ReportJSON.encode(value), as: UTF8.self)
        #expect(text.hasSuffix("}\n"))
        for line in [
            "\"count\" : 3", "\"share\" : 0.333333", "\"text\" : \"a\\\"\\\\\\n\"", "\"unknown\" : null",
            "\"whole\" : 100", "\"x\" : 0.25", "    7,\n    null\n", "\"nothing\" : null",
        ] { #expect(text.contains(line), "\(line) in \(text)") }
    }

    @Test(
        arguments: [
            ([0.0, 148.2], [0.0, 20, 40, 60, 80, 100, 120, 140, 160]),
            ([0.886, 0.938], [0.88, 0.89, 0.9, 0.91, 0.92, 0.93, 0.94]),
            ([5.0, 5.0], nil),
        ] as [([Double], [Double]?)])
    func ticksAreRound(values: [Double], ticks: [Double]?) {
        let axis = Axis(over: values)
        if let ticks {
            #expect(axis.ticks.count == ticks.count && zip(axis.ticks, ticks).allSatisfy { abs($0 - $1) < 1e-9 })
        }
        #expect(values.allSatisfy { (0...1).contains(axis.share(of: $0)) })
    }
}
