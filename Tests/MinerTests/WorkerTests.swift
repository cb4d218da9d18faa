import Foundation
import Settings
import Synchronization
import Testing

@testable import ClipWorker
@testable import Miner

/// Real worker processes, fed good and bad clips from the loopback; after each bad one a good one is answered.
@Suite(.serialized, .timeLimit(.minutes(10))) struct WorkerTests {
    private func withWorker(
        limits: WorkerLimits = WorkerLimits(), _ change: (inout MinerSettings) -> Void = { _ in },
        _ body: @escaping @Sendable (WorkerProcess, ClipHost) async throws -> Void
    ) async throws {
        let configuration = Program.configuration(change)
        try await ClipHost.run { host in
            let worker = try await WorkerProcess.start(
                Program.launcher, configuration: configuration, limits: limits)
            defer { worker.stop() }
            try await body(worker, host)
        }
    }

    private func expectGood(_ worker: WorkerProcess, _ host: ClipHost) async throws {
        let reply = try await worker.perform(.clip(host.url("clip.mp4")), body: []) { _ in }
        let json = try JSONSerialization.jsonObject(with: Data(reply.bytes)) as? [String: Any]
        #expect(json?["challenge_id"] as? String == "c")
        #expect((json?["frames"] as? [Any])?.count == 25)
        #expect((json?["processing_time"] as? Double ?? 0) > 0)
        #expect(reply.report.frames == 25 && reply.report.analysedFrames == 5)
        #expect(reply.report.timings["download"] != nil && reply.report.timings["detect"] ?? 0 > 0)
    }

    private func expectFailure(
        _ code: ChallengeFailure.Code, _ worker: WorkerProcess, _ job: WorkerJob, body: [UInt8] = []
    ) async {
        let error = await #expect(throws: ChallengeFailure.self) { try await worker.perform(job, body: body) { _ in } }
        #expect(error?.code == code, "\(error?.message ?? "")")
        #expect(error?.message.contains("secret") == false)
    }

    @Test func clipsAreAnsweredOneAfterTheOther() async throws {
        try await withWorker { worker, host in
            #expect(worker.greeting.device == "cpu")
            try await expectGood(worker, host)
            try await expectGood(worker, host)
        }
    }

    @Test func badClipsAreToldApart() async throws {
        try await withWorker { worker, host in
            for (path, code) in [
                ("text.mp4?key=secret", ChallengeFailure.Code.clipUnreadable),
                ("garbage.mp4?key=secret", .clipUnreadable), ("missing.mp4?key=secret", .downloadFailed),
                ("metadata?key=secret", .addressRefused),
            ] {
                await expectFailure(code, worker, .clip(host.url(path)))
                #expect(worker.isAlive)
            }
            await expectFailure(.addressRefused, worker, .clip("http://elsewhere.example/clip.mp4?key=secret"))
            await expectFailure(.invalidRequest, worker, .clip("file:///etc/passwd"))
            try await expectGood(worker, host)
        }
    }

    @Test func privateAddressesAreRefused() async throws {
        try await withWorker {
            $0.allowsPrivateHosts = false
            $0.allowedHosts = ["*"]
        } _: { worker, host in
            for host in [
                "127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0",
            ] {
                await expectFailure(.addressRefused, worker, .clip("http://\(host):1/clip.mp4"))
            }
        }
    }

    @Test func aClipThatStallsIsAnsweredInPartOrToldOff() async throws {
        try await withWorker { worker, host in
            do {
                let reply = try await worker.perform(.clip(host.url("slow.mp4"), seconds: 4), body: []) { _ in }
                #expect(reply.report.isPartial)
            } catch let failure as ChallengeFailure {
                #expect(failure.code == .timedOut)
            }
            try await expectGood(worker, host)
        }
    }

    @Test func cancellingStopsAClip() async throws {
        var limits = WorkerLimits()
        // It has to stop by itself: nobody ends it within the time of this test.
        limits.grace = 3600
        try await withWorker(limits: limits) { worker, host in
            let job = WorkerJob.clip(host.url("slow.mp4"), seconds: 3600)
            let began = Event()
            let task = Task { try await worker.perform(job, body: []) { _ in began.happen() } }
            await began.wait()
            task.cancel()
            // Long before the clip is due; and the worker stays.
            let error = await #expect(throws: ChallengeFailure.self) { try await task.value }
            #expect(error?.code == .abandoned && worker.isAlive)
            try await expectGood(worker, host)
        }
    }

    @Test func predictAnswersClipsAndPictures() async throws {
        try await withWorker { worker, host in
            let body = Array(#"{"url": "\#(host.url("clip.mp4"))", "meta": {"n_keypoints": 34}}"#.utf8)
            let reply = try await worker.perform(WorkerJob(kind: .predict), body: body) { _ in }
            let frames = try Self.frames(reply.bytes)
            #expect(frames.count == 25)
            #expect((frames.first?["keypoints"] as? [[Int]])?.count == 34)

            let picture = try Data(contentsOf: URL(fileURLWithPath: #require(KnownPicture.bundled)))
            let pictures = #"{"frames": [{"frame_id": 8, "data": "\#(picture.base64EncodedString())"}]}"#
            let seen = try Self.frames(
                try await worker.perform(WorkerJob(kind: .predict), body: Array(pictures.utf8)) { _ in }.bytes)
            #expect(seen.first?["frame_id"] as? Int == 8)
            #expect((seen.first?["boxes"] as? [[String: Any]])?.isEmpty == false)
            #expect((seen.first?["keypoints"] as? [[Int]])?.count == 32)

            await expectFailure(.invalidRequest, worker, WorkerJob(kind: .predict), body: Array("{}".utf8))
            let noPicture = #"{"frames": [{"frame_id": 1, "data": "AQID"}]}"#
            await expectFailure(.clipUnreadable, worker, WorkerJob(kind: .predict), body: Array(noPicture.utf8))
        }
    }

    @Test func picturesAreFetched() async throws {
        try await withWorker { worker, host in
            let body = #"{"frames": [{"frame_id": 3, "url": "\#(host.url("picture.jpg?key=secret"))"}]}"#
            let reply = try await worker.perform(WorkerJob(kind: .predict), body: Array(body.utf8)) { _ in }
            let frames = try Self.frames(reply.bytes)
            #expect(frames.first?["frame_id"] as? Int == 3)
            #expect((frames.first?["boxes"] as? [[String: Any]])?.isEmpty == false)
            #expect(reply.report.timings["download"] ?? 0 > 0 && !reply.report.isPartial)
            for (url, code) in [
                (host.url("missing.jpg?key=secret"), ChallengeFailure.Code.downloadFailed),
                (host.url("metadata?key=secret"), .addressRefused), ("http://10.0.0.1/a.jpg", .addressRefused),
            ] {
                let body = #"{"frames": [{"frame_id": 3, "url": "\#(url)"}]}"#
                await expectFailure(code, worker, WorkerJob(kind: .predict), body: Array(body.utf8))
            }
        }
    }

    /// A host that stalls costs neither the pictures that are there nor the warm worker.
    @Test func aPictureThatStallsIsLeftOut() async throws {
        try await withWorker { worker, host in
            let picture = try Data(contentsOf: URL(fileURLWithPath: #require(KnownPicture.bundled)))
            let there = #"{"frame_id": 1, "data": "\#(picture.base64EncodedString())"}"#
            let stalls = #"{"frame_id": 2, "url": "\#(host.url("slow-picture.jpg?key=secret"))"}"#
            let reply = try await worker.perform(
                WorkerJob(kind: .predict, seconds: 8), body: Array(#"{"frames": [\#(there), \#(stalls)]}"#.utf8)
            ) { _ in }
            #expect(try Self.frames(reply.bytes).map { $0["frame_id"] as? Int } == [1])
            #expect(reply.report.isPartial)
            await expectFailure(
                .timedOut, worker, WorkerJob(kind: .predict, seconds: 4), body: Array(#"{"frames": [\#(stalls)]}"#.utf8)
            )
            #expect(worker.isAlive)
            try await expectGood(worker, host)
        }
    }

    @Test func theTwoAnswersAreAsDescribed() async throws {
        let description = try APIDescription()
        try await withWorker { worker, host in
            let clip = try await worker.perform(.clip(host.url("clip.mp4")), body: []) { _ in }
            #expect(description.flaws(of: clip.bytes, "/soccer/challenge", "post") == [])
            let whole = Array(#"{"url": "\#(host.url("clip.mp4"))"}"#.utf8)
            let picture = Array(#"{"frames": [{"frame_id": 3, "url": "\#(host.url("picture.jpg"))"}]}"#.utf8)
            for body in [whole, picture] {
                let reply = try await worker.perform(WorkerJob(kind: .predict), body: body) { _ in }
                #expect(description.flaws(of: reply.bytes, "/predict", "post") == [])
                #expect(try !Self.frames(reply.bytes).isEmpty)
            }
        }
    }

    private static func frames(_ bytes: [UInt8]) throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        #expect(json?["success"] as? Bool == true)
        return (json?["predictions"] as? [String: Any])?["frames"] as? [[String: Any]] ?? []
    }

    @Test func aKilledWorkerFailsItsClip() async throws {
        // At once, and once it tells that the clip's first bytes are there.
        for hasBegun in [false, true] {
            try await withWorker { worker, host in
                let job = WorkerJob.clip(host.url("slow.mp4"))
                let began = Event()
                let task = Task {
                    try await worker.perform(job, body: []) { if $0.receivedBytes ?? 0 > 0 { began.happen() } }
                }
                if hasBegun { await began.wait() }
                kill(worker.pid, SIGKILL)
                let error = await #expect(throws: ChallengeFailure.self) { try await task.value }
                #expect(error?.code == .workerDied)
                await worker.ended()
                #expect(!worker.isAlive)
                // Its number is free again: nobody waits for it any more.
                #expect(kill(worker.pid, 0) != 0)
            }
        }
    }

    @Test func aWorkerThatHangsIsEnded() async throws {
        try await withWorker { worker, host in
            kill(worker.pid, SIGSTOP)
            await expectFailure(.workerDied, worker, .clip(host.url("clip.mp4"), seconds: 1))
            await worker.ended()
        }
    }

    @Test func aModelThatIsMissingIsToldInWords() async throws {
        var configuration = Program.configuration()
        configuration.model = "/nowhere"
        let error = await #expect(throws: ChallengeFailure.self) {
            _ = try await WorkerProcess.start(Program.launcher, configuration: configuration)
        }
        #expect(error?.message.contains("/nowhere") == true)
    }

    @Test func aWorkerHasLimitsAndNoDescriptorsOfOurs() async throws {
        let canary = open("/dev/null", O_RDONLY)
        defer { close(canary) }
        try await withWorker { worker, host in
            let limits = try String(contentsOfFile: "/proc/\(worker.pid)/limits", encoding: .utf8)
            #expect(limits.contains(#/Max address space +8589934592/#))
            #expect(limits.contains(#/Max open files +256 /#))
            #expect(limits.contains(#/Max file size +537919488 /#))
            #expect(limits.contains(#/Max core file size +0 /#))
            let environment = try String(contentsOfFile: "/proc/\(worker.pid)/environ", encoding: .utf8)
            let names = environment.split(separator: "\0").compactMap {
                $0.split(separator: "=").first.map(String.init)
            }
            #expect(Set(names).subtracting(WorkerLauncher.inherited) == ["SWIFT_BACKTRACE"])
            let targets = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker.pid)/fd").compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(worker.pid)/fd/\($0)")
            }
            #expect(targets.count { $0 == "/dev/null" } == 1)
            try await expectGood(worker, host)
            let cpu = try String(contentsOfFile: "/proc/\(worker.pid)/limits", encoding: .utf8)
            #expect(!cpu.contains(#/Max cpu time +unlimited +unlimited/#))
        }
    }
}
