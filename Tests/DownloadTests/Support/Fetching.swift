import Foundation
import Media
import Testing

@testable import Download

/// A resolver that knows what the test tells it, and counts how often it is asked.
final class TestResolver: HostResolver {
    private let names: [String: [[String]]]
    private let asked = AskedNames()

    /// Each name's addresses at the first question, at the second and so on; the last ones from then on.
    init(_ names: [String: [[String]]]) { self.names = names }

    var questions: [String] { asked.all }

    func addresses(of host: String) async throws -> [IPAddress] {
        let count = asked.add(host)
        guard let answers = names[host], !answers.isEmpty else {
            throw DownloadError(.nameNotFound, "There is no such name in this test.")
        }
        return answers[min(count, answers.count - 1)].compactMap(IPAddress.init)
    }
}

private final class AskedNames: @unchecked Sendable {
    // Guarded by `lock`.
    private var names: [String] = []
    private let lock = NSLock()

    var all: [String] { lock.withLock { names } }

    /// How often it was asked before.
    func add(_ name: String) -> Int {
        lock.withLock {
            defer { names.append(name) }
            return names.count { $0 == name }
        }
    }
}

extension DownloadSettings {
    /// Small parts and short waits, so that tests see many of the ones and few of the others.
    static var forTests: DownloadSettings {
        var settings = DownloadSettings()
        settings.segmentBytes = 16 << 10...64 << 10
        settings.idleSeconds = 5
        settings.totalSeconds = 30
        return settings
    }
}

extension Downloader {
    /// Fetches a whole clip.
    func bytes(of url: String) async throws -> [UInt8] {
        try await withDownload(of: ClipURL(url)) { download in
            try await download.finished()
            return try download.allBytes()
        }
    }

    /// The error that fetching ends with.
    func error(of url: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> DownloadError {
        let error = await #expect(throws: DownloadError.self, sourceLocation: sourceLocation) {
            _ = try await bytes(of: url)
        }
        let found = try #require(error, sourceLocation: sourceLocation)
        #expect(!"\(found)".contains("secret"), "a query in an error", sourceLocation: sourceLocation)
        #expect(!"\(found)".contains("\n"), sourceLocation: sourceLocation)
        return found
    }
}

extension ClipDownload {
    func allBytes() throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 100_000)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try read(at: Int64(all.count), into: $0) }
            if count == 0 { return all }
            all += buffer.prefix(count)
        }
    }
}
