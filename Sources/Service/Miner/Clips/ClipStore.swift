import ClipWorker
import Foundation

/// The clips of recent challenges, kept for the operator's player, one file each.
///
/// The store deletes the oldest clips when their total size exceeds the limit. The files come from third parties, so
/// the service sends them only to the operator's browser.
struct ClipStore: Sendable {
    private let folder: String
    /// The largest total size of all clips, in bytes; 0 keeps none.
    private let limit: Int

    init(folder: String, limit: Int) {
        self.folder = folder
        self.limit = limit
    }

    /// Returns the instructions that a worker needs to store a clip here, or `nil` if no clips are kept.
    func order(for id: Int64) -> ClipCopy? {
        limit > 0 ? ClipCopy(path: path(id), mostBytes: limit) : nil
    }

    /// Returns a clip's file, or `nil` if no clip is kept under this id. Ignores everything that a worker must not
    /// store here, such as links and files that are too large.
    func file(of id: Int64) -> (path: String, size: Int)? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path(id))
        guard attributes?[.type] as? FileAttributeType == .typeRegular, let size = attributes?[.size] as? Int,
            size > 0, size <= limit
        else { return nil }
        return (path(id), size)
    }

    /// Creates the folder, and deletes files that exceed the size limit, are too old, or were never finished.
    ///
    /// - Parameter days: How long a clip is kept, in days.
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

    /// The age, in seconds, after which an unfinished file counts as abandoned.
    private static let patience = 600.0

    private func path(_ id: Int64) -> String { "\(folder)/\(id)" }

    private func entries() -> [(name: String, size: Int, time: Date)] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).compactMap { name in
            // Other files in the folder do not belong to the store.
            let number = name.hasSuffix(ClipCopy.unfinished) ? name.dropLast(ClipCopy.unfinished.count) : name[...]
            guard Int64(number) != nil,
                let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name),
                let size = attributes[.size] as? Int, let time = attributes[.modificationDate] as? Date
            else { return nil }
            return (name, size, time)
        }
    }
}
