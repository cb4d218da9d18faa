import ClipWorker
import Hummingbird
import NIOCore
import NIOHTTP1

/// Reads request bodies within limits on size, time and total memory.
struct BodyReader: Sendable {
    let budget: BodyBudget
    /// The largest body that is accepted, in bytes.
    let limit: Int
    /// How long a body may take to arrive, in seconds.
    let seconds: Double

    /// Reads the body and runs `work` with it and with the request, which can still detect that the client disconnects.
    ///
    /// Memory is reserved as bytes arrive, whatever `Content-Length` announces, and released after `work`.
    ///
    /// - Throws: A `ChallengeFailure`, or an error of `work`.
    func withBody<Result>(
        of request: Request, _ work: (_ body: [UInt8], _ request: Request) async throws -> Result
    ) async throws -> Result {
        let claimed = request.headers[.contentLength].flatMap { Int($0) }
        if let claimed, claimed > limit { throw tooLarge }
        let share = BodyShare(of: budget)
        defer { share.giveBack() }
        let bytes = try await inTime { try await read(request.body, into: share) }
        guard bytes.count == claimed ?? bytes.count else { throw Self.brokenOff }
        var request = request
        // The body has been read; the request need not hold a second copy.
        request.body = .init(buffer: ByteBuffer())
        return try await work(bytes, request)
    }

    /// Reads and discards a body. Returns whether its end arrived within the limits on size and time.
    func discard(_ body: RequestBody) async -> Bool {
        let end = try? await inTime {
            var count = 0
            for try await part in body {
                count += part.readableBytes
                guard count <= limit else { throw tooLarge }
            }
            return [UInt8]()
        }
        return end != nil
    }

    private var tooLarge: ChallengeFailure {
        ChallengeFailure(.bodyTooLarge, "The body is larger than the limit of \(limit) bytes.")
    }

    private static let brokenOff = ChallengeFailure(.abandoned, "The connection ended before the whole body arrived.")

    private func read(_ body: RequestBody, into share: BodyShare) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= limit else { throw tooLarge }
                guard share.grow(by: part.readableBytes) else {
                    throw ChallengeFailure(
                        .overloaded, "The service is reading too many large requests; try again later.")
                }
                bytes += part.readableBytesView
            }
        } catch let error as HTTPParserError where error != .invalidEOFState {
            throw ChallengeFailure(.invalidRequest, "The body violates the HTTP protocol.")
        } catch let failure as ChallengeFailure {
            throw failure
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // The connection was reset, or ended in the middle of the body.
            throw Self.brokenOff
        }
        return bytes
    }

    private func inTime(_ read: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await read() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw ChallengeFailure(.bodyTooSlow, "The body did not arrive within \(Int(seconds)) s.")
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() else { throw CancellationError() }
            return bytes
        }
    }
}
