import Foundation
import Synchronization
import Testing

@testable import ClipWorker
@testable import Miner

/// A worker that was taken over and sends what it likes: the service believes no size, no count and no text of it, and
/// ends it.
@Suite(.timeLimit(.minutes(5))) struct HostileWorkerTests {
    /// A shell script in place of a worker, which says what stands in files. Its standard input is the line.
    private struct Script {
        private let folder: TemporaryFolder
        private let steps: String

        /// - Parameters:
        ///   - messages: sent once a job has come, after the greeting.
        ///   - forEver: whether they are sent again and again.
        init(_ messages: [WorkerMessage], forEver: Bool = false) throws {
            try self.init(bytes: messages.map { $0.header + $0.payload }, forEver: forEver)
        }

        init(bytes: [[UInt8]], forEver: Bool) throws {
            folder = try TemporaryFolder()
            let ready = try WorkerMessage(.ready, json: WorkerGreeting(model: "m", device: "d"))
            try Data(ready.header + ready.payload).write(to: URL(fileURLWithPath: folder.path("ready")))
            try Data(bytes.flatMap { $0 }).write(to: URL(fileURLWithPath: folder.path("messages")))
            // The first byte of a job is the sign that there is one; the configuration came before it.
            let send = "cat '\(folder.path("messages"))' >&0"
            let configuration = try WorkerMessage(.configure, json: Program.configuration())
            let length = WorkerMessage.headerLength + configuration.payload.count
            steps = """
                head -c \(length) >/dev/null
                cat '\(folder.path("ready"))' >&0
                head -c 1 >/dev/null
                \(forEver ? "while \(send); do :; done" : send)
                exec cat >/dev/null
                """
        }

        func start(_ limits: WorkerLimits = WorkerLimits()) async throws -> WorkerProcess {
            try await WorkerProcess.start(
                WorkerLauncher(command: ["/bin/sh", "-c", steps]), configuration: Program.configuration(),
                limits: limits)
        }
    }

    private func perform(
        _ script: Script, limits: WorkerLimits = WorkerLimits(),
        onProgress: @escaping @Sendable (WorkerProgress) -> Void = { _ in }
    ) async throws -> WorkerReply {
        // Its files are there as long as it is.
        defer { withExtendedLifetime(script) {} }
        let worker = try await script.start(limits)
        defer { worker.stop() }
        return try await worker.perform(.clip("http://a/b"), body: [], onProgress: onProgress)
    }

    /// The job fails, and the process is gone.
    private func expectEnd(_ script: Script, limits: WorkerLimits = WorkerLimits(), _ words: String) async throws {
        // Its files are there as long as it is.
        defer { withExtendedLifetime(script) {} }
        let worker = try await script.start(limits)
        let error = await #expect(throws: ChallengeFailure.self) {
            try await worker.perform(.clip("http://a/b"), body: []) { _ in }
        }
        #expect(error?.code == .workerDied && error?.message.contains(words) == true, "\(error?.message ?? "")")
        await worker.ended()
        #expect(!worker.isAlive && kill(worker.pid, 0) != 0)
    }

    @Test func anHonestScriptIsAnswered() async throws {
        let reply = try await perform(
            Script([WorkerMessage(.part, payload: Array("{}".utf8)), WorkerMessage(.done, json: WorkerReport())]))
        #expect(reply.bytes == Array("{}".utf8))
    }

    /// Gigabytes that never end are cut off at the limit, and as much memory is all that they take.
    @Test func anAnswerWithoutEndIsCutOff() async throws {
        let before = try #require(ProcessFigures.residentBytes())
        var limits = WorkerLimits()
        limits.replyBytes = 16 << 20
        let parts = [WorkerMessage](
            repeating: WorkerMessage(.part, payload: [UInt8](repeating: 0x20, count: 256 << 10)), count: 16)
        try await expectEnd(Script(parts, forEver: true), limits: limits, "exceeds the limit")
        // Other tests of this process may be at work, but none of them takes hundreds of megabytes.
        #expect(try #require(ProcessFigures.residentBytes()) - before < 512 << 20)
    }

    @Test func progressWithoutEndIsCutOff() async throws {
        var limits = WorkerLimits()
        limits.otherBytes = 1 << 20
        let progress = try WorkerMessage(.progress, json: WorkerProgress(frames: 1))
        try await expectEnd(
            Script([WorkerMessage](repeating: progress, count: 1000), forEver: true), limits: limits, "too many")
    }

    /// Each message announces more than its kind has, or isn't one of a worker.
    @Test(
        arguments: [
            [66, 0, 1, 0, 0], [67, 0, 4, 0, 1], [67, 3, 255, 255, 255], [68, 0, 2, 0, 0], [69, 127, 255, 255, 255],
            [1, 0, 0, 0, 2], [99, 0, 0, 0, 2],
        ] as [[UInt8]])
    func aMessageThatIsTooLongIsNotRead(_ header: [UInt8]) async throws {
        try await expectEnd(Script(bytes: [header + Array("{}".utf8)], forEver: true), "ended during a job")
    }

    @Test func whatIsNoReportEndsIt() async throws {
        for payload in ["", "[", "{\"frames\": 1e400}", String(repeating: "[", count: 60_000)] {
            try await expectEnd(Script([WorkerMessage(.done, payload: Array(payload.utf8))]), "an invalid message")
        }
    }

    @Test func anAnswerThatNobodyAskedForEndsIt() async throws {
        let done = try WorkerMessage(.done, json: WorkerReport())
        let script = try Script([done, WorkerMessage(.part, payload: [1])])
        defer { withExtendedLifetime(script) {} }
        let worker = try await script.start()
        _ = try await worker.perform(.clip("http://a/b"), body: []) { _ in }
        await worker.ended()
    }

    /// Numbers that overflow when they are added, times that are none, names with lines in them.
    @Test func numbersAndTextsAreBounded() async throws {
        var report = WorkerReport()
        (report.frames, report.analysedFrames, report.batchSize) = (.max, .max, .min)
        (report.width, report.height, report.processingTime) = (.max, -1, 1e300)
        report.timings = ["download": -5, "detect": 1e300, "else": 1]
        report.clip = "http://a/b\u{1B}[31m\nline" + String(repeating: "x", count: 20_000)
        let progress = WorkerProgress(
            frames: .max, decodedFrames: .min, analysedFrames: .max, frameCount: .max, receivedBytes: .min,
            clipBytes: .max)
        let seen = Seen()
        let reply = try await perform(
            Script([WorkerMessage(.progress, json: progress), WorkerMessage(.done, json: report)]),
            onProgress: { seen.note($0) })
        let got = reply.report
        #expect(got.frames == WorkerLimits.mostCount && got.analysedFrames == WorkerLimits.mostCount)
        #expect(got.batchSize == 1 && got.height == 0 && got.batchFill == 1)
        #expect(got.timings == ["download": 0, "detect": WorkerLimits.mostSeconds])
        #expect(got.clip.count <= WorkerLimits.longestURL + 1 && !got.clip.contains { $0.isNewline })
        #expect(seen.last?.frames == WorkerLimits.mostCount && seen.last?.receivedBytes == 0)
        let metrics = Metrics()
        for _ in 0..<3 { metrics.note(got, queue: 0, total: 1) }
        #expect(!metrics.text(.init()).contains("nan"))
        let failure = ChallengeFailure(.timedOut, "a\nb" + String(repeating: "y", count: 5000))
        let error = await #expect(throws: ChallengeFailure.self) {
            _ = try await perform(Script([WorkerMessage(.failed, json: failure)]))
        }
        #expect(error?.message.hasPrefix("a by") == true && (error?.message.count ?? 0) <= WorkerLimits.longestText + 1)
    }

    /// A device's name is a label of the metrics.
    @Test func aNameForgesNoMetric() {
        var occupancy = OccupancyGauge.Values()
        occupancy.device = WorkerGreeting(model: "m", device: "cpu\"} 1\nforged 2\\").bounded.device
        let text = Metrics().text(occupancy)
        #expect(!text.contains("\nforged"))
        #expect(text.contains(#"scorevision_device{device="cpu\"} 1 forged 2\\"} 1"#))
    }

    @Test func aResultThatIsTooLongForThePlayerIsNotRead() throws {
        let bytes = [UInt8](repeating: 0x20, count: KeptResult.mostBytes + 1)
        #expect(throws: CocoaError.self) { try KeptResult(bytes, endpoint: "challenge") }
    }
}

/// The last progress that was told.
private final class Seen: Sendable {
    private let progress = Mutex<WorkerProgress?>(nil)

    func note(_ told: WorkerProgress) { progress.withLock { $0 = told } }

    var last: WorkerProgress? { progress.withLock { $0 } }
}
