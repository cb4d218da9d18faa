import Geometry
import Testing

@testable import Rendering

struct StrokeFontTests {
    private func drawing(_ text: String, size: Double) -> [String] {
        var layer = CoverageLayer(
            width: Int(StrokeFont.width(of: text, size: size).rounded(.up)) + 1, height: Int(size))
        layer.text(text, at: .zero, size: size)
        return layer.drawing.map { line in
            String(line.map { $0 == "." ? " " : "#" == $0 || "+" == $0 ? "#" : " " })
        }
    }

    @Test func glyphsAreReadableAtTheSmallestSize() {
        #expect(
            drawing("1", size: 7) == [
                "  #   ", " ##   ", "  #   ", "  #   ", "  #   ", "  #   ", " ###  ",
            ])
        #expect(
            drawing("7", size: 7) == [
                "##### ", "    # ", "   ## ", "   #  ", "  #   ", " ##   ", " #    ",
            ])
        #expect(
            drawing("H", size: 7) == [
                "#   # ", "#   # ", "#   # ", "##### ", "#   # ", "#   # ", "#   # ",
            ])
    }

    @Test func everyGlyphIsDistinct() {
        let glyphs = "0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ.:-+/#%()?!'_="
        var seen: [[String]: Character] = [:]
        for glyph in glyphs {
            let picture = drawing(String(glyph), size: 14)
            #expect(picture.contains { $0.contains("#") }, "\(glyph) draws nothing")
            #expect(seen[picture] == nil, "\(glyph) looks like \(seen[picture] ?? " ")")
            seen[picture] = glyph
        }
    }

    @Test func lowerCaseIsShownAsCapitals() {
        #expect(drawing("pitch", size: 10) == drawing("PITCH", size: 10))
    }

    @Test func aGlyphStaysInItsCell() {
        for glyph in "08MWQ#%" {
            var layer = CoverageLayer(width: 60, height: 60)
            layer.text(String(glyph), at: Point(20, 20), size: 20)
            let right = 20 + StrokeFont.width(of: "M", size: 20)
            for y in 0..<60 {
                for x in 0..<60 where layer.coverage[y * 60 + x] >= 128 {
                    #expect(x >= 20 && Double(x) <= right && y >= 20 && y < 40, "\(glyph) at \(x), \(y)")
                }
            }
        }
    }

    @Test func anUnknownCharacterLeavesAGap() {
        #expect(StrokeFont.strokes(of: "é") == nil)
        #expect(StrokeFont.width(of: "AéA", size: 12) == StrokeFont.width(of: "AAA", size: 12))
    }
}
