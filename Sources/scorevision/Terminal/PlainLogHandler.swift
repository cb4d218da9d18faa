import Foundation
import Logging

/// Writes plain log lines to standard error: `2026-11-22T20:40:28Z INFO Processed 300 frames`.
struct PlainLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let pairs = merged.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let time = Date.now.formatted(.iso8601)
        let line = "\(time) \(event.level.rawValue.uppercased()) \(event.message)\(pairs)\n"
        FileHandle.standardError.write(Data(line.utf8))
    }
}
