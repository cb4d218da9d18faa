import Foundation

/// The folder where engines keep compiled models, which makes the next start faster.
public enum EngineCache {
    /// Returns the user's cache folder, and creates it if it is missing.
    ///
    /// The folder is `$XDG_CACHE_HOME/scorevision/engines`, by default under `~/.cache`. Returns `nil` if it can't be
    /// written; analyses then run without a cache. Its files may be deleted at any time: the engines rebuild missing,
    /// incomplete or damaged entries.
    public static func userFolder() -> String? { userFolder(environment: ProcessInfo.processInfo.environment) }

    static func userFolder(environment: [String: String]) -> String? {
        let base: URL
        // The XDG Base Directory Specification says to ignore a relative path.
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            base = URL(fileURLWithPath: cache)
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            base = URL(fileURLWithPath: home).appending(path: ".cache")
        } else {
            return nil
        }
        let folder = base.appending(path: "scorevision/engines").path
        let files = FileManager.default
        try? files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return files.isWritableFile(atPath: folder) ? folder : nil
    }
}
