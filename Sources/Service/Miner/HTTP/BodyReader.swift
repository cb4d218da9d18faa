import Hummingbird
import NIOCore
import NIOHTTP1

/// Reads bodies: up to a size, within a time, and never too many at once.
struct BodyReader: Sendable {
    let budget: BodyBudget
    /// Bytes of the largest body that is read.
    let limit: Int
    /// Seconds that a body may take to arrive.
    let seconds: Double

    /// Runs `work` with the body and the request that can still tell when its sender goes. Memory is taken as bytes
    /// arrive, whatever was announced, and given back after `work`. Throws a `MinerFailure`.
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
        // What was read isn't needed twice.
        request.body = .init(buffer: ByteBuffer())
        return try await work(bytes, request)
    }

    /// Throws away what comes of a body that nobody wants. Whether its end came, within the limits of one that is read.
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

    private var tooLarge: MinerFailure {
        MinerFailure(.bodyTooLarge, "The body is larger than the \(limit) bytes that are read.")
    }

    private static let brokenOff = MinerFailure(.abandoned, "The connection ended before the body was whole.")

    private func read(_ body: RequestBody, into share: BodyShare) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= limit else { throw tooLarge }
                guard share.grow(by: part.readableBytes) else {
                    throw MinerFailure(.overloaded, "Too many large requests are being read; ask again later.")
                }
                bytes += part.readableBytesView
            }
        } catch let error as HTTPParserError where error != .invalidEOFState {
            throw MinerFailure(.invalidRequest, "The body isn't sent as HTTP says.")
        } catch let failure as MinerFailure {
            throw failure
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // Of the connection: it was reset, or ended in the middle.
            throw Self.brokenOff
        }
        return bytes
    }

    private func inTime(_ read: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await read() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw MinerFailure(.bodyTooSlow, "The body didn't arrive within \(Int(seconds)) s.")
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() else { throw CancellationError() }
            return bytes
        }
    }
}
