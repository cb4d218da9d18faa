import Download
import Foundation

/// The clip that a command is given: a file, or a URL to fetch it from.
enum ClipArgument: Sendable {
    case file(path: String)
    case url(ClipURL)

    /// Throws a `DownloadError` for a URL that can't be fetched.
    init(_ text: String) throws {
        // A file may be called anything.
        if text.contains("://"), !FileManager.default.fileExists(atPath: text) {
            self = .url(try ClipURL(text))
        } else {
            self = .file(path: text)
        }
    }

    /// The clip in messages; a URL without its query.
    var name: String {
        switch self {
        case .file(let path): path
        case .url(let url): "\(url)"
        }
    }

    /// The last part of the path.
    var shortName: String {
        switch self {
        case .file(let path): URL(fileURLWithPath: path).lastPathComponent
        case .url(let url): url.name
        }
    }
}
