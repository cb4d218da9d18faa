import Foundation

/// Where engines keep what they made of a model, so that the next start is sooner.
public enum EngineCache {
    /// The user's own folder for it, made if missing: `$XDG_CACHE_HOME/scorevision/engines`, by default in `~/.cache`.
    ///
    /// `nil` where it can't be written: an analysis goes without. What is in it may be deleted at any time; an entry
    /// that is cut short or damaged is made anew.
    public static func userFolder() -> String? { userFolder(environment: ProcessInfo.processInfo.environment) }

    static func userFolder(environment: [String: String]) -> String? {
        let base: URL
        // The XDG Base Directory Specification: a relative path is to be ignored.
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
