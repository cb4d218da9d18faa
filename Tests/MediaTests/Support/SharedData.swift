import Foundation

/// Real material that lies outside the repository, where it is present.
enum SharedData {
    private static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["SCOREVISION_SHARED"] { return URL(fileURLWithPath: path) }
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appendingPathComponent("shared")
    }()

    static var hasClips: Bool { FileManager.default.fileExists(atPath: clip("scouting-478p25-7s.mp4")) }

    static func clip(_ name: String) -> String { root.appendingPathComponent("data/clips/\(name)").path }
}
