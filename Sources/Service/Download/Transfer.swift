import NIOCore
import NIOPosix

/// Brings a clip from its server into `bytes`.
struct Transfer: Sendable {
    let url: ClipURL
    let bytes: ArrivingBytes
    let requests: Requests
    let settings: DownloadSettings

    /// Fetches until all is there, something goes wrong for good, or the task is cancelled; tells `bytes` which.
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
            bytes.fail(Setback(error).error.of(url))
        }
    }

    private func fetch() async throws {
        // Asking for a part tells the size, and whether there are parts, without a request of its own.
        let answer = try await first(part: 0..<settings.segmentBytes.lowerBound)
        switch answer.extent {
        case .part(let part, let size?):
            guard part.lowerBound == 0 else { throw Answer.unexpected("another part than was asked for") }
            try check(size: size)
            bytes.beginParts(size: size, taken: part)
            try await fetchParts(of: Origin(url: answer.url, version: answer.version, size: size), first: answer)
        case .part(_, nil): try await fetchWhole(try await first(part: nil))
        case .whole: try await fetchWhole(answer)
        }
    }

    private func first(part: Range<Int64>?) async throws -> Answer {
        var backoff = Backoff(settings)
        while true {
            do {
                return try await requests.get(url, part: part)
            } catch {
                try await backoff.pause(after: Setback(error))
            }
        }
    }

    /// Keeps bytes that have arrived. The disk may make it wait, so it runs on a thread that may.
    func keep(_ chunk: ByteBuffer, at offset: Int64) async throws {
        if offset == 0, let page = PageSniffer.kind(ofFirst: chunk.readableBytesView) {
            throw PageSniffer.error(page)
        }
        try await NIOThreadPool.singleton.runIfActive { try bytes.store(chunk, at: offset) }
    }

    func check(size: Int64) throws {
        if size == 0 { throw DownloadError(.emptyFile, "The file on the server is empty.") }
        guard size <= settings.maximumBytes else {
            throw DownloadError(
                .tooLarge, "The clip is larger than the \(settings.maximumBytes >> 20) MiB that are taken.")
        }
    }
}
