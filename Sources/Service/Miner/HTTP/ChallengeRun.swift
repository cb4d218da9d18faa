import Analysis
import ClipWorker
import Download
import Foundation
import Hummingbird
import Logging
import Platform
import ServiceLifecycle
import Settings
import Signing

/// One accepted challenge, from its place in the queue to its record in the history.
struct ChallengeRun: Sendable {
    let controller: ChallengeController
    let endpoint: Metrics.Endpoint
    let order: ChallengeController.Order
    let asker: AdmittedRequest
    let arrival: UInt64

    /// Runs the challenge and returns the response, on success and on failure alike.
    func answer() async -> Response {
        var record = newRecord()
        controller.historyWriter.began(record)
        controller.liveChallenges.began(
            .init(
                id: record.id, challengeID: record.challengeID, clip: record.clip, received: record.received,
                stage: "waiting"))
        let outcome: Result<Answer, ChallengeFailure>
        do {
            outcome = .success(try await work(record.id))
        } catch {
            outcome = .failure(ChallengeFailure(error))
        }
        record.totalSeconds = MonotonicClock.seconds(since: arrival)
        switch outcome {
        case .success(let answer):
            record.take(answer.reply.report)
            record.queueSeconds = answer.queueSeconds
            record.state = answer.reply.report.isPartial ? .partial : .answered
            record.status = HTTPStatuses.answered
            controller.metrics.count(endpoint, outcome: answer.reply.report.isPartial ? .partial : .ok)
            controller.metrics.note(answer.reply.report, queue: answer.queueSeconds, total: record.totalSeconds)
            finish(record, result: answer.reply.bytes)
            return .json(answer.reply.bytes)
        case .failure(let failure):
            record.state = .failed
            record.status = failure.code.status
            record.message = failure.message
            controller.metrics.count(endpoint, outcome: .failed(failure.code))
            finish(record, result: nil)
            return ChallengeController.response(endpoint, to: failure)
        }
    }

    private struct Answer: Sendable {
        var reply: WorkerReply
        var queueSeconds: Double
    }

    private func work(_ id: Int64) async throws -> Answer {
        let due = arrival + UInt64(controller.settings.processingTimeout * 1e9)
        let job = WorkerJob(kind: order.kind, copy: controller.clipStore.order(for: id), arrival: arrival, due: due)
        return try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask {
                try await controller.dispatcher.withWorker(due: due) { worker in
                    let queueSeconds = MonotonicClock.seconds(since: arrival)
                    controller.liveChallenges.change(id) { $0.stage = "analysing" }
                    let reply = try await worker.perform(job, body: order.body) { progress in
                        controller.liveChallenges.change(id) { $0.progress = progress }
                    }
                    return Answer(reply: reply, queueSeconds: queueSeconds)
                }
            }
            group.addTask {
                try await gracefulShutdown()
                await controller.dispatcher.refuseNew()
                try await Task.sleep(for: .seconds(controller.settings.shutdownTimeout))
                throw ChallengeFailure(
                    .stopping, "The service shut down before the clip was finished; try again later.")
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }

    private func newRecord() -> ChallengeRecord {
        var clip = ""
        if case .clip(let url, _) = order.kind {
            // The URL without its query. Text that is not a valid URL is not recorded.
            clip = (try? ClipURL(url)).map { "\($0)" } ?? ""
        }
        return ChallengeRecord(
            id: controller.historyWriter.newID(), challengeID: order.challengeID, kind: endpoint.rawValue,
            validator: asker.validator?.description, received: Date.now.timeIntervalSince1970, state: .running,
            clip: clip,
            settings: String(decoding: JSONText.bytes(controller.settings.analysis.variablesByName), as: UTF8.self))
    }

    private func finish(_ record: ChallengeRecord, result: [UInt8]?) {
        controller.historyWriter.ended(record, result: result)
        controller.liveChallenges.ended(record.id, record)
        let name = LogText.line(record.challengeID)
        let proof = asker.message.map { ", signed \($0)" } ?? ""
        let who = asker.validator.map { " from \($0)\(proof)" } ?? ""
        let seconds = (record.totalSeconds * 1000).rounded() / 1000
        let what = record.message.map { LogText.line($0, limit: 300) } ?? "\(record.frames) frames of \(record.clip)"
        controller.logger.info(
            "Challenge \(record.id) '\(name)'\(who): \(record.state.rawValue) (\(record.status)) in \(seconds) s, \(what)"
        )
    }
}
