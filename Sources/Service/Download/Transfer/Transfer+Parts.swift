import Synchronization

extension Transfer {
    /// The file to which the parts belong.
    struct Origin: Sendable {
        let url: ClipURL
        let version: FileVersion
        let size: Int64

        /// Returns the range of a response. Throws if it is not a part of this file that starts at `offset`.
        func check(_ response: RangeResponse, at offset: Int64) throws -> Range<Int64> {
            guard !version.contradicts(response.version) else { throw DownloadError.changedMeanwhile }
            switch response.extent {
            case .part(let part, let size):
                guard size == nil || size == self.size else { throw DownloadError.changedMeanwhile }
                guard part.lowerBound == offset else {
                    throw RangeResponse.unexpected("a part other than the requested one")
                }
                return part
            // A response with the whole file means that the file has changed (RFC 9110, section 13.1.5).
            case .whole: throw DownloadError.changedMeanwhile
            }
        }
    }

    /// A part that is being fetched.
    final class PartInProgress: Sendable {
        struct State {
            /// The end of the bytes that have arrived.
            var position: Int64
            /// The end of the current response. A server may send less than requested.
            var responseEnd: Int64
        }

        let end: Int64
        let state: Mutex<State>

        init(_ part: Range<Int64>) {
            end = part.upperBound
            state = Mutex(State(position: part.lowerBound, responseEnd: part.upperBound))
        }

        var position: Int64 { state.withLock { $0.position } }
        var isResponseComplete: Bool { state.withLock { $0.position >= $0.responseEnd } }
    }

    /// Starts to fetch the other parts, several at once, and additionally a part that a reader waits for.
    func addParts(of origin: Origin, to group: inout ThrowingTaskGroup<Void, any Error>) {
        for _ in 1..<max(1, settings.connections) {
            group.addTask { try await fetchPlannedParts(of: origin) }
        }
        group.addTask {
            for await _ in bytes.wants {
                while let part = bytes.awaitedPart() { try await fetch(PartInProgress(part), of: origin) }
            }
        }
    }

    func fetchPlannedParts(of origin: Origin) async throws {
        while let part = bytes.nextPart() { try await fetch(PartInProgress(part), of: origin) }
    }

    /// Fetches the rest of a part. If the connection breaks, it continues where it stopped.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - origin: The file to which it belongs.
    ///   - failure: The error of the request that started the part, or `nil`.
    func fetch(_ part: PartInProgress, of origin: Origin, after failure: (any Error)? = nil) async throws {
        var backoff = Backoff(settings)
        var failure = failure
        while true {
            if let failure { try await backoff.pause(after: TransferFailure(failure)) }
            failure = nil
            let start = part.position
            guard start < part.end else { return }
            do {
                try await requests.get(origin.url, part: start..<part.end, version: origin.version) { response in
                    let end = try origin.check(response, at: start).upperBound
                    part.state.withLock { $0.responseEnd = end }
                    return sink(for: part)
                }
                if !part.isResponseComplete { failure = TransferFailure(.brokeOff(nil), isWorthRetrying: true) }
            } catch {
                failure = error
            }
            if part.position > start { backoff.reset() }
        }
    }

    /// Returns the sink for the body of a response with bytes of a part.
    func sink(for part: PartInProgress) -> BodySink {
        { chunk in
            let (position, end) = part.state.withLock { ($0.position, $0.responseEnd) }
            guard Int64(chunk.count) <= end - position else {
                throw RangeResponse.unexpected("more bytes than requested")
            }
            try keep(chunk, at: position)
            part.state.withLock { $0.position += Int64(chunk.count) }
        }
    }
}
