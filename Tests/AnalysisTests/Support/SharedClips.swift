import Foundation

/// Real clips that lie outside the repository, where they are present.
enum SharedClips {
    private static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["SCOREVISION_SHARED"] {
            return URL(fileURLWithPath: path).appending(path: "data/clips")
        }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { package.deleteLastPathComponent() }
        return package.deletingLastPathComponent().appending(path: "shared/data/clips")
    }()

    static let names = [
        "broadcast-720p25-33s.mp4", "broadcast-720p25-13s-editlist.mp4", "tactical-720p30-28s.mp4",
        "scouting-478p25-7s.mp4", "fixedcam-hevc-3072p25-10s.mp4",
    ]

    static var arePresent: Bool { names.allSatisfy { FileManager.default.fileExists(atPath: path($0)) } }

    static func path(_ name: String) -> String { folder.appending(path: name).path }
}
