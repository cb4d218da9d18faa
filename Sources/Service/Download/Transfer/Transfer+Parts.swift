import Synchronization

extension Transfer {
    /// Where the parts come from, and what they must be parts of.
    struct Origin: Sendable {
        let url: ClipURL
        let version: FileVersion
        let size: Int64

        /// Returns the part that a response brings. Throws if it isn't the part of this file from `offset` on.
        func check(_ response: RangeResponse, at offset: Int64) throws -> Range<Int64> {
            guard !version.contradicts(response.version) else { throw DownloadError.changedMeanwhile }
            switch response.extent {
            case .part(let part, let size):
                guard size == nil || size == self.size else { throw DownloadError.changedMeanwhile }
                guard part.lowerBound == offset else {
                    throw RangeResponse.unexpected("another part than was asked for")
                }
                return part
            // The whole file means that it is no longer the one that was asked for (RFC 9110, section 14.2).
            case .whole: throw DownloadError.changedMeanwhile
            }
        }
    }

    /// A part of the file that is being fetched.
    final class PartInProgress: Sendable {
        struct State {
            /// Up to here the bytes have arrived.
            var position: Int64
            /// The current response ends here. A server may send less than the request asks for.
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

    /// Fetches the other parts, several at once, and beside them one that a reader waits for.
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

    /// Fetches the rest of one part; if the connection breaks, it goes on from there.
    /// - Parameter failure: What ended the request that the part was begun with.
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

    /// Takes the body of a response that brings bytes of a part.
    func sink(for part: PartInProgress) -> BodySink {
        { chunk in
            let (position, end) = part.state.withLock { ($0.position, $0.responseEnd) }
            guard Int64(chunk.count) <= end - position else {
                throw RangeResponse.unexpected("more than the part that was asked for")
            }
            try keep(chunk, at: position)
            part.state.withLock { $0.position += Int64(chunk.count) }
        }
    }
}
