/// The name of the match that a labelled picture shows, taken from the picture's file name.
enum MatchName {
    /// Returns the part of a picture's name that stands before the number of its frame.
    ///
    /// The parts of a name are separated by `-` or `_`. The last part is the frame's number: digits, which may follow an
    /// `f`. A single letter may stand after it. `epl-BHA-ARS-196-d` and `ucl-LIV-BEN-a-f001-c` are frames of the matches
    /// `epl-BHA-ARS` and `ucl-LIV-BEN-a`.
    ///
    /// - Parameter picture: The picture's name without its extension.
    /// - Returns: The match; `nil` if the name has no number, or nothing before it.
    static func of(_ picture: String) -> String? {
        guard let (rest, last) = parts(of: picture[...]) else { return nil }
        if isNumber(last) { return rest.isEmpty ? nil : String(rest) }
        guard last.count == 1, last.allSatisfy({ $0.isASCII && $0.isLetter }),
            let (match, number) = parts(of: rest), isNumber(number), !match.isEmpty
        else { return nil }
        return String(match)
    }

    /// Returns the last part of a name and what stands before it; `nil` if the name has one part only.
    private static func parts(of name: Substring) -> (rest: Substring, last: Substring)? {
        guard let mark = name.lastIndex(where: { $0 == "-" || $0 == "_" }) else { return nil }
        return (name[..<mark], name[name.index(after: mark)...])
    }

    private static func isNumber(_ part: Substring) -> Bool {
        let digits = part.first == "f" ? part.dropFirst() : part
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
    }
}

/// The frames of an evaluation, grouped by match.
struct MatchGroups {
    /// The names of the matches in ascending order, and `nil` at the end if the names of some pictures contain no match.
    let names: [String?]
    /// For each frame, the index of its match in `names`.
    let matches: [Int]

    /// Groups frames by the matches in their names; see `MatchName`.
    init(_ frames: [EvaluatedFrame]) {
        let matches = frames.map { MatchName.of($0.name) }
        let known = Set(matches.compactMap(\.self)).sorted()
        names = known + (matches.contains(nil) ? [nil] : [])
        let order = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
        self.matches = matches.map { match in match.flatMap { order[$0] } ?? known.count }
    }
}
