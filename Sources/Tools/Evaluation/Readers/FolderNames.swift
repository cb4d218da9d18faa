import Foundation

/// Names for the folders of an evaluation.
public enum FolderNames {
    /// Returns a name for each folder: the shortest end of its path with which no other folder's path ends.
    ///
    /// `data/players/valid` and `data/world/players/valid` are named `data/players/valid` and `world/players/valid`.
    /// A folder that occurs twice has the same name both times.
    public static func distinct(_ paths: [String]) -> [String] {
        let folders = paths.map(components)
        return folders.map { folder in
            let others = folders.filter { $0 != folder }
            let length = (1..<max(folder.count, 1)).first { length in
                !others.contains { $0.suffix(length) == folder.suffix(length) }
            }
            // The first component is the root, "/", which only a whole path contains.
            return length.map { folder.suffix($0).joined(separator: "/") }
                ?? "/" + folder.dropFirst().joined(separator: "/")
        }
    }

    /// Returns the first path whose folder occurs earlier in the list, also under another path or through a symbolic
    /// link; `nil` if there is none.
    public static func repeated(in paths: [String]) -> String? {
        var known: Set<String> = []
        return paths.first { path in
            !known.insert(URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path).inserted
        }
    }

    private static func components(_ path: String) -> [String] {
        URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    }
}
