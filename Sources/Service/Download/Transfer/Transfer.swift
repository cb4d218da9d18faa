import Synchronization

/// Transfers a clip from its server into `bytes`.
struct Transfer: Sendable {
    let url: ClipURL
    let bytes: ArrivingBytes
    let requests: RangeRequests
    let settings: DownloadSettings

    /// Fetches the clip until it is complete, the download fails, or the task is cancelled. Reports the outcome to
    /// `bytes`.
    func run() async {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await Task.sleep(for: .seconds(settings.totalSeconds))
                    throw DownloadError(
                        .tookTooLong, "The download took longer than \(Int(settings.totalSeconds)) seconds.")
                }
                group.addTask { try await fetch() }
                try await group.next()
                group.cancelAll()
            }
            bytes.finish()
        } catch {
            bytes.fail(TransferFailure(error).error.of(url))
        }
    }

    /// The kind of the first response.
    private enum Beginning {
        case parts(Origin, PartInProgress)
        case whole(RangeResponse, Received)
        /// The server supports ranges but does not report the size.
        case unknownSize
    }

    private func fetch() async throws {
        let (origins, found) = AsyncStream<Origin>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { found.finish() }
                try await fetchFirst { found.yield($0) }
            }
            // The other parts start as soon as the head of the first one has arrived.
            var iterator = origins.makeAsyncIterator()
            if let origin = await iterator.next() { addParts(of: origin, to: &group) }
            // One failing part ends the others.
            for try await _ in group {}
        }
    }

    /// Sends the first request. It asks for a part, which reveals the size of the file and whether the server supports
    /// ranges.
    private func fetchFirst(found: @escaping @Sendable (Origin) -> Void) async throws {
        let beginning = Mutex<Beginning?>(nil)
        var part: Range<Int64>? = 0..<settings.segmentBytes.lowerBound
        var backoff = Backoff(settings)
        while true {
            var failure: (any Error)?
            do {
                try await requests.get(url, part: part) { response in
                    let (start, sink) = try begin(response)
                    beginning.withLock { $0 = start }
                    if case .parts(let origin, _) = start { found(origin) }
                    return sink
                }
            } catch {
                failure = error
            }
            switch beginning.withLock({ $0 }) {
            case .parts(let origin, let part):
                try await fetch(part, of: origin, after: failure)
                return try await fetchPlannedParts(of: origin)
            case .whole(let response, let received):
                return try await fetchWhole(like: response, received: received, after: failure)
            case .unknownSize where part != nil:
                part = nil
                beginning.withLock { $0 = nil }
            case .unknownSize: throw RangeResponse.unexpected("a part that was not requested")
            case nil:
                try await backoff.pause(after: TransferFailure(failure ?? DownloadError.brokeOff(nil)))
            }
        }
    }

    private func begin(_ response: RangeResponse) throws -> (Beginning, BodySink?) {
        switch response.extent {
        case .part(let part, let size?):
            guard part.lowerBound == 0 else { throw RangeResponse.unexpected("a part other than the requested one") }
            try check(size: size)
            bytes.beginParts(size: size, taken: part)
            let progress = PartInProgress(part)
            let origin = Origin(url: response.url, version: response.version, size: size)
            return (.parts(origin, progress), sink(for: progress))
        case .part(_, nil): return (.unknownSize, nil)
        case .whole(let size):
            if let size { try check(size: size) }
            bytes.beginWhole(size: size)
            let received = Received()
            return (.whole(response, received), sink(counting: received))
        }
    }

    /// Stores bytes that have arrived. Writes to disk.
    func keep(_ chunk: [UInt8], at offset: Int64) throws {
        if offset == 0, let page = PageSniffer.kind(ofFirst: chunk) { throw PageSniffer.error(page) }
        try bytes.store(chunk, at: offset)
    }

    func check(size: Int64) throws {
        if size == 0 { throw DownloadError.emptyFile }
        guard size <= settings.maximumBytes else {
            throw DownloadError(
                .tooLarge, "The clip exceeds the limit of \(settings.maximumBytes >> 20) MiB.")
        }
    }
}
