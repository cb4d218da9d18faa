/// Reads `.env` files like python-dotenv, Docker and shells.
///
///     export NAME=value        # a comment
///     NAME = 'single # quoted' # also over several lines
///     NAME="double \"quoted\""
///     NAME=${OTHER:-default}
///
/// Lines end with LF, CRLF or CR. If a name occurs more than once, the last value counts.
///
/// `EnvironmentVariablesProvider` reads a simpler format: it supports neither quotes nor `export`, treats a comment as
/// part of the value, and skips lines that it does not understand.
enum EnvironmentFile {
    struct Entry: Hashable, Sendable {
        var name: String
        var value: String
        /// The line number, from 1.
        var line: Int
    }

    /// A line that is neither a comment nor an assignment.
    struct Fault: Error, Hashable, Sendable {
        var text: String
        /// The line number, from 1.
        var line: Int
    }

    /// Returns the assignments of a file in order.
    ///
    /// - Parameter environment: The variables that replace `${NAME}`. They take precedence over values in the file.
    /// - Throws: ``Fault`` for the first line that is not an assignment.
    static func entries(of text: String, environment: [String: String] = [:]) throws -> [Entry] {
        var scanner = Scanner(text)
        var entries: [Entry] = []
        var known: [String: String] = [:]
        while let entry = try scanner.next() {
            let value = expanded(entry.value) { environment[$0] ?? known[$0] }
            known[entry.name] = value
            entries.append(Entry(name: entry.name, value: value, line: entry.line))
        }
        return entries
    }

    /// Returns a text with `${NAME}` and `${NAME:-default}` expanded.
    private static func expanded(_ text: String, value: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            result += rest[..<start.lowerBound]
            let inside = rest[start.upperBound..<end]
            let separator = inside.firstRange(of: ":-")
            let name = String(inside[..<(separator?.lowerBound ?? inside.endIndex)])
            result += value(name) ?? separator.map { String(inside[$0.upperBound...]) } ?? ""
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}

/// Scans the text by Unicode scalars, because CR LF would be a single `Character`.
private struct Scanner {
    private let text: [Unicode.Scalar]
    private var place = 0
    private var line = 1

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    private var current: Unicode.Scalar? { place < text.count ? text[place] : nil }

    /// Returns the next assignment with quotes and escapes resolved, or `nil` at the end.
    mutating func next() throws -> EnvironmentFile.Entry? {
        repeat {
            skip(while: { $0.properties.isWhitespace })
            if current == "#" { skipLine() }
        } while current?.properties.isWhitespace == true
        guard current != nil else { return nil }
        let start = place, startLine = line
        func fault(_ scanner: Scanner) -> EnvironmentFile.Fault {
            let end = scanner.text[start...].firstIndex(where: \.endsLine) ?? scanner.text.count
            return EnvironmentFile.Fault(text: String(scanner.text[start..<end]), line: startLine)
        }
        skipExport()
        guard let name = name() else { throw fault(self) }
        skipBlanks()
        guard current == "=" else { throw fault(self) }
        step()
        let afterSign = place
        skipBlanks()
        guard let value = value(hasBlankBefore: place > afterSign) else { throw fault(self) }
        // Only a comment may follow a closing quote.
        skipBlanks()
        if current == "#" { skipLine() }
        guard current == nil || current?.endsLine == true else { throw fault(self) }
        return EnvironmentFile.Entry(name: name, value: value, line: startLine)
    }

    private mutating func step() {
        if text[place] == "\n" || (text[place] == "\r" && !(place + 1 < text.count && text[place + 1] == "\n")) {
            line += 1
        }
        place += 1
    }

    private mutating func skip(while condition: (Unicode.Scalar) -> Bool) {
        while let current, condition(current) { step() }
    }

    private mutating func skipBlanks() { skip { $0.properties.isWhitespace && !$0.endsLine } }

    private mutating func skipLine() { skip { !$0.endsLine } }

    /// Skips the word `export` if whitespace follows it.
    private mutating func skipExport() {
        let word = Array("export".unicodeScalars)
        guard text[place...].starts(with: word), place + word.count < text.count,
            case let next = text[place + word.count], next.properties.isWhitespace, !next.endsLine
        else { return }
        place += word.count
        skipBlanks()
    }

    private mutating func name() -> String? {
        if current == "'" { return quoted("'") }
        let start = place
        skip { $0 != "=" && $0 != "#" && !$0.properties.isWhitespace }
        return place > start ? String(text[start..<place]) : nil
    }

    private mutating func value(hasBlankBefore: Bool) -> String? {
        if let current, current == "'" || current == "\"" { return quoted(current) }
        let start = place
        var isAfterBlank = hasBlankBefore
        // A `#` starts a comment only after whitespace.
        while let current, !current.endsLine, !(current == "#" && isAfterBlank) {
            isAfterBlank = current.properties.isWhitespace
            step()
        }
        let part = text[start..<place]
        let end = part.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
        return String(text[start..<end])
    }

    /// Reads a quoted text up to the next unescaped quote. Returns `nil` if the closing quote is missing.
    private mutating func quoted(_ quote: Unicode.Scalar) -> String? {
        step()
        var scalars: [Unicode.Scalar] = []
        while let current, current != quote {
            step()
            guard current == "\\", let escaped = self.current else {
                scalars.append(current)
                continue
            }
            if let meaning = quote == "'" ? Self.singleEscapes[escaped] : Self.doubleEscapes[escaped] {
                scalars.append(meaning)
            } else {
                scalars += [current, escaped]
            }
            step()
        }
        guard current == quote else { return nil }
        step()
        return String(scalars)
    }

    private static let singleEscapes: [Unicode.Scalar: Unicode.Scalar] = ["\\": "\\", "'": "'"]
    private static let doubleEscapes: [Unicode.Scalar: Unicode.Scalar] = [
        "\\": "\\", "'": "'", "\"": "\"", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
        "v": "\u{B}",
    ]
}

extension Unicode.Scalar {
    fileprivate var endsLine: Bool { self == "\n" || self == "\r" }
}

extension String {
    fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
