import Download
import Foundation

/// The clip argument of a command: a file, or a URL to download.
enum ClipArgument: Sendable {
    case file(path: String)
    case url(ClipURL)

    /// Parses the argument. Throws a `DownloadError` for an invalid URL.
    init(_ text: String) throws {
        // The name of an existing file may contain `://`.
        if text.contains("://"), !FileManager.default.fileExists(atPath: text) {
            self = .url(try ClipURL(text))
        } else {
            self = .file(path: text)
        }
    }

    /// The name of the clip in messages; a URL without its query.
    var name: String {
        switch self {
        case .file(let path): path
        case .url(let url): "\(url)"
        }
    }

    /// The last component of the path.
    var shortName: String {
        switch self {
        case .file(let path): URL(fileURLWithPath: path).lastPathComponent
        case .url(let url): url.name
        }
    }
}
