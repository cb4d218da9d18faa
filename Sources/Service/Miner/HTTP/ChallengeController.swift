import Analysis
import Chain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Machine
import NIOCore
import ServiceLifecycle
import Settings

/// Takes challenges: checks who asks and for what, gives them to a worker, answers, and has the history keep them.
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

    /// Bytes of a challenge's body, and of a body with pictures.
    static let longestChallenge = 64 << 10
    static let longestPredict = 32 << 20

    /// The answer to `POST /soccer/challenge`.
    func challenge(_ request: Request, _ context: MinerContext) async -> Response {
        await answer(.challenge, request, context, limit: Self.longestChallenge) { body in
            let challenge = try ChallengeRequest(body)
            return Order(
                kind: .clip(url: challenge.videoURL, challengeID: challenge.challengeID),
                challengeID: challenge.challengeID, body: [])
        }
    }

    /// The answer to `POST /predict`. Its body is only looked at by a worker: it may be large, and worse.
    func predict(_ request: Request, _ context: MinerContext) async -> Response {
        await answer(.predict, request, context, limit: Self.longestPredict) { body in
            Order(kind: .predict, challengeID: "", body: body)
        }
    }

    /// What is asked for.
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
                throw MinerFailure(.stopping, "The service is being stopped; ask again later.")
            }
            claim = try gate.claim(headers: values)
        } catch {
            return answer(endpoint, to: error).leavingUnread(request.body, of: context, reader)
        }
        do {
            var response = try await reader.withBody(of: request) { body, request in
                let admitted = try gate.admit(claim, body: body)
                let order = try read(body)
                // The connection can't be used again once it is watched for its end.
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
            if let failure = error as? MinerFailure, failure.code.leavesBodyUnread { context.closeSoon() }
            return answer(endpoint, to: error)
        }
    }

    /// The answer to a request that isn't let in.
    private func answer(_ endpoint: Metrics.Endpoint, to error: any Error) -> Response {
        if let refusal = error as? RequestRefusal {
            metrics.count(endpoint, outcome: .refused(refusal.code))
            log(refusal)
            return Self.problem(endpoint, refusal.code.status, code: refusal.code.rawValue, refusal.message)
        }
        let failure = MinerFailure(error)
        metrics.count(endpoint, outcome: .failed(failure.code))
        return Self.response(endpoint, to: failure)
    }

    private func log(_ refusal: RequestRefusal) {
        guard let left = refusalLines.next() else { return }
        let others = left > 0 ? " (\(left) more before it)" : ""
        logger.info("Refused (\(refusal.code.rawValue)): \(LogText.line(refusal.description, limit: 300))\(others)")
    }

    static func response(_ endpoint: Metrics.Endpoint, to failure: MinerFailure) -> Response {
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

extension MinerFailure.Code {
    /// Whether what failed was the reading of a body, so that more of it may come.
    fileprivate var leavesBodyUnread: Bool {
        switch self {
        case .bodyTooLarge, .bodyTooSlow, .overloaded, .abandoned: true
        default: false
        }
    }
}
