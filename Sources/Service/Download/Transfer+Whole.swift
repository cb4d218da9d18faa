import AsyncHTTPClient
import NIOCore

extension Transfer {
    /// Fetches the file from its beginning to its end; where the connection breaks, from the beginning again.
    ///
    /// What arrives a second time must be what came the first time, or the file has changed.
    func fetchWhole(_ first: Answer) async throws {
        guard case .whole(let size) = first.extent else { throw Answer.unexpected("a part that nobody asked for") }
        if let size { try check(size: size) }
        bytes.beginWhole(size: size)
        var answer: Answer? = first
        var backoff = Backoff(settings)
        while true {
            do {
                let current: Answer
                if let given = answer { current = given } else { current = try await requests.get(url, part: nil) }
                answer = nil
                guard current.extent == first.extent, !first.version.contradicts(current.version) else {
                    throw DownloadError.changedMeanwhile
                }
                let position = try await receive(current)
                if position < size ?? 0 { throw Setback(Setback.brokeOff(nil), isWorthRetrying: true) }
                if position == 0 { throw DownloadError(.emptyFile, "The file on the server is empty.") }
                return
            } catch {
                try await backoff.pause(after: Setback(error))
            }
        }
    }

    private func receive(_ answer: Answer) async throws -> Int64 {
        var position: Int64 = 0
        for try await chunk in answer.body {
            let end = position + Int64(chunk.readableBytes)
            try check(size: end)
            try await keep(chunk, at: position)
            position = end
        }
        return position
    }
}
