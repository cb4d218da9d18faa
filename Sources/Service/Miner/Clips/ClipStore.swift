import Foundation

/// Clips of recent challenges, kept for the operator's player: a file each, the oldest of which go where all of them take
/// too much. Files of strangers: they are only ever sent to the operator's browser.
struct ClipStore: Sendable {
    private let folder: String
    /// Bytes of all of them; 0 keeps none.
    private let limit: Int

    init(folder: String, limit: Int) {
        self.folder = folder
        self.limit = limit
    }

    /// What a worker needs to know to put a clip here; nil where none is kept.
    func order(for id: Int64) -> ClipCopy? {
        limit > 0 ? ClipCopy(path: path(id), mostBytes: limit) : nil
    }

    /// A clip's file; nil where it isn't kept, and for what no worker is to put there: a link, a file that is too large.
    func file(of id: Int64) -> (path: String, size: Int)? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path(id))
        guard attributes?[.type] as? FileAttributeType == .typeRegular, let size = attributes?[.size] as? Int,
            size > 0, size <= limit
        else { return nil }
        return (path(id), size)
    }

    /// Makes the folder, and takes away what is too much, too old, or was never finished.
    /// - Parameter days: that a clip is kept.
    func tidy(days: Double) {
        let manager = FileManager.default
        if limit > 0 {
            try? manager.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        var kept = 0
        for entry in entries().sorted(by: { $0.time > $1.time }) {
            let age = -entry.time.timeIntervalSinceNow
            kept += entry.size
            let isLeftOver = entry.name.hasSuffix(ClipCopy.unfinished) && age > Self.patience
            if kept > limit || age > days * 86400 || isLeftOver {
                kept -= entry.size
                try? manager.removeItem(atPath: folder + "/" + entry.name)
            }
        }
    }

    /// Seconds after which nobody writes a file any more.
    private static let patience = 600.0

    private func path(_ id: Int64) -> String { "\(folder)/\(id)" }

    private func entries() -> [(name: String, size: Int, time: Date)] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).compactMap { name in
            // What else lies there isn't ours.
            let number = name.hasSuffix(ClipCopy.unfinished) ? name.dropLast(ClipCopy.unfinished.count) : name[...]
            guard Int64(number) != nil,
                let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name),
                let size = attributes[.size] as? Int, let time = attributes[.modificationDate] as? Date
            else { return nil }
            return (name, size, time)
        }
    }
}
