import Synchronization

extension Transfer {
    /// The number of bytes of the current response that have arrived.
    final class Received: Sendable {
        private let value = Atomic<Int64>(0)
        var count: Int64 {
            get { value.load(ordering: .acquiring) }
            set { value.store(newValue, ordering: .releasing) }
        }
    }

    /// Fetches the file from beginning to end. If the connection breaks, it starts from the beginning again.
    ///
    /// Bytes that arrive again must equal the earlier ones; otherwise the file has changed.
    ///
    /// - Parameters:
    ///   - first: The first response.
    ///   - received: The bytes received from it.
    ///   - failure: The error that ended it, or `nil`.
    func fetchWhole(like first: RangeResponse, received: Received, after failure: (any Error)?) async throws {
        guard case .whole(let size) = first.extent else {
            throw RangeResponse.unexpected("a part that was not requested")
        }
        var backoff = Backoff(settings)
        var (received, failure) = (received, failure)
        while true {
            if failure == nil, received.count < size ?? 0 {
                failure = TransferFailure(.brokeOff(nil), isWorthRetrying: true)
            }
            guard let ending = failure else {
                if received.count == 0 { throw DownloadError.emptyFile }
                return
            }
            try await backoff.pause(after: TransferFailure(ending))
            let next = Received()
            (received, failure) = (next, nil)
            do {
                try await requests.get(url, part: nil) { response in
                    guard response.extent == first.extent, !first.version.contradicts(response.version) else {
                        throw DownloadError.changedMeanwhile
                    }
                    return sink(counting: next)
                }
            } catch {
                failure = error
            }
        }
    }

    /// Returns the sink for the body of a response with the whole file.
    func sink(counting received: Received) -> BodySink {
        { chunk in
            let position = received.count
            let end = position + Int64(chunk.count)
            try check(size: end)
            try keep(chunk, at: position)
            received.count = end
        }
    }
}
