import Testing

@testable import Reports

@Suite struct ReportPageTests {
    @Test func everyTextIsEscaped() throws {
        var svg = SVG(width: 10, height: 10, label: "a<b>")
        svg.text("c<d>", at: (1, 2))
        svg.group(tip: "e<f>") { $0.circle((1, 1), radius: 2, "found") }
        let page = try ReportPage(
            kicker: "k<1>", heading: "h<2>", subtitle: "s<3>",
            sections: [
                .init(
                    "p<4>",
                    [
                        .runs([.init("r<5>"), .init("m<6>", style: "missed")]), .tiles([("t<7>", "v<8>")]),
                        .facts([("n<9>", "v<10>")]), .table(["c<11>"], [.init(["d<12>"], style: "best")]),
                        .figure(.init(svg, caption: "g<13>")),
                    ])
            ]
        ).html()
        for number in 1...13 { #expect(page.contains("&lt;\(number)&gt;") && !page.contains("<\(number)>")) }
        for letter in ["b", "d", "f"] { #expect(page.contains("&lt;\(letter)&gt;")) }
        #expect(!page.contains("{{"))
    }

    /// A part that leaves a name out must not get that of the page around it.
    @Test func whatIsLeftOutStaysOut() throws {
        let page = try ReportPage(
            kicker: "kicker", heading: "heading", sections: [.init(nil, [.text("plain"), nil])]
        ).html()
        #expect(page.contains("<p>plain</p>"))
        #expect(!page.contains("<h2>") && !page.contains("<b ") && !page.contains("class=\"muted\""))
        #expect(!page.contains("<table") && !page.contains("<figure") && !page.contains("class=\"tiles\""))
    }

    @Test func thePageNeedsNothingElse() throws {
        let page = try ReportPage(kicker: "a", heading: "b").html()
        #expect(page.contains("<title>a: b</title>") && page.contains("default-src 'none'"))
        #expect(page.contains("prefers-color-scheme: dark"))
        #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"))
    }

    @Test func picturesFromElsewhereAreLeftOut() {
        var svg = SVG(width: 10, height: 10, label: "")
        svg.picture(dataURI: "https://example.com/a.png")
        #expect(!svg.markup.contains("<image"))
        svg.picture(dataURI: "data:image/png;base64,AAAA")
        #expect(svg.markup.contains("href=\"data:image/png;base64,AAAA\""))
    }

    @Test func aLongCurveStaysShort() {
        var svg = SVG(width: 10, height: 10, label: "")
        svg.polyline((0..<1000).map { (x: Double($0) / 1000, y: 0) }, "curve")
        #expect(svg.markup.contains("points=\"0,0.0 1,0.0\""))
    }
}
