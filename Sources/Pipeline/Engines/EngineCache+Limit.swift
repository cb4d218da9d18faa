import Foundation

extension EngineCache {
    /// The largest size of the user's folder, in bytes: 1 GiB.
    public static let mostBytes = 1 << 30

    /// Deletes the least recently used files until the rest takes at most `limit` bytes.
    ///
    /// Engines add an entry for each model, size, device and driver version, and never remove one. A process that has a
    /// deleted file open can still read it.
    public static func limit(_ folder: String, toBytes limit: Int = mostBytes) {
        var kept = 0
        for file in files(in: folder).sorted(by: { $0.used > $1.used }) {
            kept += file.size
            guard kept > limit else { continue }
            kept -= file.size
            try? FileManager.default.removeItem(atPath: file.path)
        }
    }

    private static func files(in folder: String) -> [(path: String, size: Int, used: Date)] {
        let keys: Set<URLResourceKey> = [
            .isRegularFileKey, .fileSizeKey, .contentAccessDateKey, .contentModificationDateKey,
        ]
        let found = FileManager.default.enumerator(
            at: URL(fileURLWithPath: folder), includingPropertiesForKeys: Array(keys))
        return (found?.compactMap { $0 as? URL } ?? []).compactMap { url in
            guard let values = try? url.resourceValues(forKeys: keys), values.isRegularFile == true,
                let size = values.fileSize
            else { return nil }
            // Some file systems don't record when a file is read.
            let dates = [values.contentAccessDate, values.contentModificationDate].compactMap(\.self)
            return (url.path, size, dates.max() ?? .distantPast)
        }
    }
}
