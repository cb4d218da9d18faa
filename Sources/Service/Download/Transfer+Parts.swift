import AsyncHTTPClient
import NIOCore

extension Transfer {
    /// Whence the parts come, and what they must be parts of.
    struct Origin: Sendable {
        let url: ClipURL
        let version: FileVersion
        let size: Int64

        /// Throws where an answer isn't the part from `offset` on of this file.
        func check(_ answer: Answer, at offset: Int64) throws -> Range<Int64> {
            guard !version.contradicts(answer.version) else { throw DownloadError.changedMeanwhile }
            switch answer.extent {
            case .part(let part, let size):
                guard size == nil || size == self.size else { throw DownloadError.changedMeanwhile }
                guard part.lowerBound == offset else {
                    throw Answer.unexpected("another part than was asked for")
                }
                return part
            // The whole file means that it is no longer the one that was asked for (RFC 9110, section 14.2).
            case .whole: throw DownloadError.changedMeanwhile
            }
        }
    }

    /// Fetches all parts, several at once; beside them one that a reader waits for.
    func fetchParts(of origin: Origin, first: Answer) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                if case .part(let part, _) = first.extent { try await fetch(part, of: origin, answer: first) }
                while let part = bytes.nextPart() { try await fetch(part, of: origin) }
            }
            for _ in 1..<max(1, settings.connections) {
                group.addTask {
                    while let part = bytes.nextPart() { try await fetch(part, of: origin) }
                }
            }
            group.addTask {
                for await _ in bytes.wants {
                    while let part = bytes.awaitedPart() { try await fetch(part, of: origin) }
                }
            }
            // One that fails ends the others.
            for try await _ in group {}
        }
    }

    /// Fetches one part; where the connection breaks it goes on from there.
    private func fetch(_ part: Range<Int64>, of origin: Origin, answer: Answer? = nil) async throws {
        var answer = answer
        var position = part.lowerBound
        var backoff = Backoff(settings)
        while position < part.upperBound {
            do {
                let current: Answer
                if let given = answer {
                    current = given
                    answer = nil
                } else {
                    current = try await requests.get(
                        origin.url, part: position..<part.upperBound, version: origin.version)
                }
                // A server may give less than was asked for.
                let end = try origin.check(current, at: position).upperBound
                for try await chunk in current.body {
                    guard Int64(chunk.readableBytes) <= end - position else {
                        throw Answer.unexpected("more than the part that was asked for")
                    }
                    try await keep(chunk, at: position)
                    position += Int64(chunk.readableBytes)
                    backoff.reset()
                }
                if position < end { throw Setback(Setback.brokeOff(nil), isWorthRetrying: true) }
            } catch {
                try await backoff.pause(after: Setback(error))
            }
        }
    }
}
