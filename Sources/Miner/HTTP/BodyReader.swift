import Hummingbird
import NIOCore

/// Reads bodies: up to a size, within a time, and never too many at once.
struct BodyReader: Sendable {
    let budget: BodyBudget
    /// Bytes of the largest body that is read.
    let limit: Int
    /// Seconds that a body may take to arrive.
    let seconds: Double

    /// Runs `work` with the body and the request that can still tell when its sender goes. Throws a `MinerFailure`.
    func withBody<Result>(
        of request: Request, _ work: (_ body: [UInt8], _ request: Request) async throws -> Result
    ) async throws -> Result {
        let claimed = request.headers[.contentLength].flatMap { Int($0) }
        if let claimed, claimed > limit { throw tooLarge }
        let share = min(claimed ?? limit, limit)
        guard budget.reserve(share) else {
            throw MinerFailure(.overloaded, "Too many large requests are being read; ask again later.")
        }
        defer { budget.giveBack(share) }
        var request = request
        let buffer = try await read(request.body)
        request.body = .init(buffer: buffer)
        return try await work(Array(buffer.readableBytesView), request)
    }

    private var tooLarge: MinerFailure {
        MinerFailure(.bodyTooLarge, "The body is larger than the \(limit) bytes that are read.")
    }

    private func read(_ body: RequestBody) async throws -> ByteBuffer {
        try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await body.collect(upTo: limit) }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw MinerFailure(.bodyTooSlow, "The body didn't arrive within \(Int(seconds)) s.")
            }
            defer { group.cancelAll() }
            do {
                guard let buffer = try await group.next() else { throw CancellationError() }
                return buffer
            } catch is NIOTooManyBytesError {
                throw tooLarge
            }
        }
    }
}
