import Analysis
import ClipWorker
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Machine
import NIOCore
import ServiceLifecycle
import Settings
import Signing

/// Handles challenges: authenticates and validates each request, passes it to a worker, answers it, and records it.
struct ChallengeController: Sendable {
    let settings: MinerSettings
    let gate: RequestGate
    let dispatcher: Dispatcher
    let gauge: OccupancyGauge
    let historyWriter: HistoryWriter
    let clipStore: ClipStore
    let liveChallenges: LiveChallenges
    let metrics: Metrics
    let graphics: GraphicsWatch
    let limits: ConnectionLimits
    let budgets: BodyBudgets
    let logger: Logger
    private let refusalLines = LineBudget()

    /// The longest body of a challenge, in bytes.
    static let longestChallenge = 64 << 10

    /// Returns the response to `POST /soccer/challenge`.
    func challenge(_ request: Request, _ context: MinerContext) async -> Response {
        await answer(.challenge, request, context, limit: Self.longestChallenge) { body in
            let challenge = try ChallengeRequest(body)
            return Order(
                kind: .clip(url: challenge.videoURL, challengeID: challenge.challengeID),
                challengeID: challenge.challengeID, body: [])
        }
    }

    /// Returns the response to `POST /predict`. Only a worker parses the body, because it may be large or malicious.
    func predict(_ request: Request, _ context: MinerContext) async -> Response {
        await answer(.predict, request, context, limit: PredictRequest.longestBody) { body in
            Order(kind: .predict, challengeID: "", body: body)
        }
    }

    /// The work that a request asks for.
    struct Order: Sendable {
        var kind: WorkerJob.Kind
        var challengeID: String
        var body: [UInt8]
    }

    private func answer(
        _ endpoint: Metrics.Endpoint, _ request: Request, _ context: MinerContext, limit: Int,
        read: @Sendable (_ body: [UInt8]) throws -> Order
    ) async -> Response {
        let arrival = MonotonicClock.nanoseconds()
        let values = { @Sendable (name: String) in
            HTTPField.Name(name).map { request.headers[values: $0] } ?? []
        }
        let reader = BodyReader(budget: budgets[endpoint], limit: limit, seconds: limits.bodySeconds)
        let claim: RequestClaim
        do {
            if gauge.read.isStopping || Task.isShuttingDownGracefully {
                throw ChallengeFailure(.stopping, "The service is shutting down; try again later.")
            }
            claim = try gate.claim(headers: values)
        } catch {
            return answer(endpoint, to: error).leavingUnread(request.body, of: context, reader)
        }
        do {
            var response = try await reader.withBody(of: request) { body, request in
                let admitted = try gate.admit(claim, body: body)
                let order = try read(body)
                // Watching for the client's disconnection consumes the stream, so the connection cannot be reused.
                return try await request.body.consumeWithCancellationOnInboundClose { _ in
                    await ChallengeRun(
                        controller: self, endpoint: endpoint, order: order, asker: admitted, arrival: arrival
                    )
                    .answer()
                }
            }
            response.headers[.connection] = "close"
            return response
        } catch {
            if let failure = error as? ChallengeFailure, failure.code.leavesBodyUnread { context.closeSoon() }
            return answer(endpoint, to: error)
        }
    }

    /// Returns the response to a request that was refused before it became a challenge.
    private func answer(_ endpoint: Metrics.Endpoint, to error: any Error) -> Response {
        if let refusal = error as? RequestRefusal {
            metrics.count(endpoint, outcome: .refused(refusal.code))
            log(refusal)
            return Self.problem(endpoint, refusal.code.status, code: refusal.code.rawValue, refusal.message)
        }
        let failure = ChallengeFailure(error)
        metrics.count(endpoint, outcome: .failed(failure.code))
        return Self.response(endpoint, to: failure)
    }

    private func log(_ refusal: RequestRefusal) {
        guard let left = refusalLines.next() else { return }
        let others = left > 0 ? " (\(left) more suppressed)" : ""
        logger.info("Refused (\(refusal.code.rawValue)): \(LogText.line(refusal.description, limit: 300))\(others)")
    }

    /// Returns the response for a failure, in the endpoint's format, with `Retry-After` if a retry makes sense.
    static func response(_ endpoint: Metrics.Endpoint, to failure: ChallengeFailure) -> Response {
        var response = problem(
            endpoint, failure.code.status, code: failure.code.rawValue, failure.message)
        if let seconds = failure.code.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }

    private static func problem(
        _ endpoint: Metrics.Endpoint, _ status: Int, code: String, _ message: String
    ) -> Response {
        switch endpoint {
        case .challenge: .problem(status, code: code, message)
        case .predict: .json(PredictFormat.encode(failure: message), status: status)
        }
    }
}

extension ChallengeFailure.Code {
    /// Whether the failure happened while the body was being read, so that more of it may arrive.
    fileprivate var leavesBodyUnread: Bool {
        switch self {
        case .bodyTooLarge, .bodyTooSlow, .overloaded, .abandoned: true
        default: false
        }
    }
}
