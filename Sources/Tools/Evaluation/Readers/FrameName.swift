/// The name of one frame of a clip among labelled pictures: `match_000123`.
public struct FrameName: Hashable, Sendable {
    /// The clip's file name without its ending, with nothing in it that a file name can't hold everywhere.
    public var clip: String
    /// The frame index, from 0.
    public var index: Int

    /// Names a frame of a clip.
    public init(clip: String, index: Int) {
        self.clip = clip
        self.index = index
    }

    /// Reads a name that ends in digits, those after the last `_` or all of it; nil for any other.
    public init?(_ name: String) {
        let digits = name.lastIndex(of: "_").map { name[name.index(after: $0)...] } ?? name[...]
        guard !digits.isEmpty, digits.allSatisfy({ "0"..."9" ~= $0 }), let index = Int(digits), index < 1_000_000
        else { return nil }
        self.init(clip: String(name[..<digits.startIndex].dropLast()), index: index)
    }

    /// Without an ending; six digits at least, so that names sort as frames do.
    public var text: String {
        let digits = String(index)
        return clip + "_" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// What a clip's frames are named by.
    ///
    /// - Parameter path: the clip's path or file name.
    public static func clip(of path: String) -> String {
        let stem = TextFile.stem(of: TextFile.name(of: path))
        return String(
            stem.unicodeScalars.map { scalar -> Character in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
                return isPlain || "-._".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
            })
    }
}
