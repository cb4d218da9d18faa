import Analysis
import Download
import Platform

extension DownloadProgress {
    /// The progress as text, such as "5.2 of 13.9 MB here", or `nil` once the download is complete.
    var note: String? {
        guard !isComplete else { return nil }
        return "\(megabytes(received))\(total.map { " of \(megabytes($0))" } ?? "") MB downloaded"
    }

    /// The summary of a finished download, such as "13.9 MB in 3.5s (4.0 MB/s)".
    var summary: String {
        let rate = Double(received) / 1e6 / max(time.seconds, 1e-9)
        return "\(megabytes(received)) MB in \(decimal(time.seconds, 1))s (\(decimal(rate, 1)) MB/s)"
    }

    private func megabytes(_ bytes: Int64) -> String { decimal(Double(bytes) / 1e6, 1) }
}
