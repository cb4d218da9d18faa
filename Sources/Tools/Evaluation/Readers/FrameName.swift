/// The name of one frame of a clip among labelled pictures, such as `match_000123`.
public struct FrameName: Hashable, Sendable {
    /// The clip's file name without its extension, limited to characters that are safe in file names on all systems.
    public var clip: String
    /// The frame index, from 0.
    public var index: Int

    /// Creates the name of a frame.
    public init(clip: String, index: Int) {
        self.clip = clip
        self.index = index
    }

    /// Parses a name that ends in digits, either after the last `_` or the whole name. Returns `nil` for other names.
    public init?(_ name: String) {
        let digits = name.lastIndex(of: "_").map { name[name.index(after: $0)...] } ?? name[...]
        guard !digits.isEmpty, digits.allSatisfy({ "0"..."9" ~= $0 }), let index = Int(digits), index < 1_000_000
        else { return nil }
        self.init(clip: String(name[..<digits.startIndex].dropLast()), index: index)
    }

    /// The name without an extension. It has at least six digits, so that names sort in the order of frames.
    public var text: String {
        let digits = String(index)
        return clip + "_" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// Returns the name of a clip for use in the names of its frames.
    ///
    /// - Parameter path: The clip's path or file name.
    public static func clip(of path: String) -> String {
        let stem = TextFile.stem(of: TextFile.name(of: path))
        return String(
            stem.unicodeScalars.map { scalar -> Character in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
                return isPlain || "-._".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
            })
    }
}
