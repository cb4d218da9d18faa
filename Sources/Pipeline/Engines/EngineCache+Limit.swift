import Foundation

extension EngineCache {
    /// Bytes that the user's folder may take.
    public static let mostBytes = 1 << 30

    /// Deletes the files that nobody has used for the longest until the rest takes at most so many bytes.
    ///
    /// Engines make an entry for each model, size, device and version of a driver, and none of them ever goes by itself.
    /// A file that another process has open stays readable for it.
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
            // A file system may not note when a file is read.
            let dates = [values.contentAccessDate, values.contentModificationDate].compactMap(\.self)
            return (url.path, size, dates.max() ?? .distantPast)
        }
    }
}
