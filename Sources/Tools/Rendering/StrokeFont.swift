import Geometry

/// The project's own font: every glyph consists of a few straight strokes on a grid 4 units wide and 6 high, like on a
/// scoreboard.
///
/// Strokes are equally sharp at 7 pixels and at 70. Lower-case letters are shown as capitals.
package enum StrokeFont {
    /// The grid has columns 0...4 and rows 0 (top) ... 6 (baseline).
    static let gridWidth = 4.0
    static let gridHeight = 6.0
    /// The distance from the start of one glyph to the start of the next, in grid units.
    static let advance = 5.5

    /// Returns the strokes of a character, each a line through two or more grid points; `nil` if there is no glyph.
    static func strokes(of character: Character) -> [[Point]]? {
        glyphs[character].map(parse)
    }

    /// Returns the width of a text in pixels when its capitals are `size` pixels high.
    package static func width(of text: String, size: Double) -> Double {
        guard !text.isEmpty else { return 0 }
        return (Double(text.count) * advance - (advance - gridWidth)) * size / gridHeight
    }

    /// Parses a glyph: "00 40, 26 26" is a line from (0, 0) to (4, 0) and a dot at (2, 6).
    private static func parse(_ glyph: String) -> [[Point]] {
        glyph.split(separator: ",").map { stroke in
            stroke.split(separator: " ").map { pair in
                let digits = pair.utf8.map { Double($0) - 48 }
                return Point(digits[0], digits[1])
            }
        }
    }

    private static let glyphs: [Character: String] = [
        " ": "",
        "0": "10 30 41 45 36 16 05 01 10,31 15",
        "1": "11 20 26,16 36",
        "2": "01 10 30 41 42 06 46",
        "3": "01 10 30 41 42 33 44 45 36 16 05,13 33",
        "4": "30 04 44,30 36",
        "5": "40 00 02 32 43 45 36 16 05",
        "6": "41 30 10 01 05 16 36 45 44 33 03",
        "7": "00 40 41 16",
        "8": "10 30 41 42 33 13 02 01 10,33 44 45 36 16 05 04 13",
        "9": "43 13 02 01 10 30 41 45 36 16 05",
        "A": "06 02 20 42 46,04 44",
        "B": "00 30 41 42 33 44 45 36 06 00,03 33",
        "C": "41 30 10 01 05 16 36 45",
        "D": "00 30 41 45 36 06 00",
        "E": "40 00 06 46,03 33",
        "F": "40 00 06,03 33",
        "G": "41 30 10 01 05 16 36 45 43 23",
        "H": "00 06,40 46,03 43",
        "I": "10 30,20 26,16 36",
        "J": "20 40,40 45 36 16 05",
        "K": "00 06,40 03 46",
        "L": "00 06 46",
        "M": "06 00 23 40 46",
        "N": "06 00 46 40",
        "O": "10 30 41 45 36 16 05 01 10",
        "P": "06 00 30 41 42 33 03",
        "Q": "10 30 41 45 36 16 05 01 10,24 46",
        "R": "06 00 30 41 42 33 03,23 46",
        "S": "41 30 10 01 02 13 33 44 45 36 16 05",
        "T": "00 40,20 26",
        "U": "00 05 16 36 45 40",
        "V": "00 03 26 43 40",
        "W": "00 06 23 46 40",
        "X": "00 46,40 06",
        "Y": "00 23 40,23 26",
        "Z": "00 40 06 46",
        ".": "26 26",
        ",": "25 16",
        ":": "22 22,25 25",
        "-": "13 33",
        "+": "13 33,22 24",
        "/": "40 06",
        "#": "10 16,30 36,02 42,04 44",
        "%": "40 06,00 00,46 46",
        "(": "30 21 25 36",
        ")": "10 21 25 16",
        "?": "01 10 30 41 42 23 24,26 26",
        "!": "20 24,26 26",
        "'": "20 21",
        "_": "06 46",
        "=": "02 42,04 44",
    ]
}
