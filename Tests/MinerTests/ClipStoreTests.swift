import Analysis
import Foundation
import Platform
import Testing

@testable import ClipWorker
@testable import Miner

@Suite struct ClipStoreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file of a mebibyte that was written so long ago.
    private func put(_ name: String, age seconds: Double) throws {
        try Data(count: 1 << 20).write(to: URL(fileURLWithPath: folder.path(name)))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: folder.path(name))
    }

    private var names: Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    }

    @Test func theOldestGoWhereAllTakeTooMuch() throws {
        for number in 1...5 { try put("\(number)", age: 100 - Double(number)) }
        ClipStore(folder: folder.path, limit: 3 << 20).tidy(days: 1)
        #expect(names == ["3", "4", "5"])
    }

    @Test func whatIsOldOrWasNeverFinishedGoes() throws {
        try put("1", age: 2 * 86400)
        try put("2", age: 3600)
        try put("3.part", age: 3600)
        try put("4.part", age: 5)
        ClipStore(folder: folder.path, limit: 100 << 20).tidy(days: 1)
        #expect(names == ["2", "4.part"])
    }

    @Test func whatIsNotOursStays() throws {
        for name in ["1", "holiday.mp4", "notes"] { try put(name, age: 90 * 86400) }
        ClipStore(folder: folder.path, limit: 0).tidy(days: 1)
        #expect(names == ["holiday.mp4", "notes"])
    }

    @Test func withoutALimitNoneIsKept() throws {
        #expect(ClipStore(folder: folder.path, limit: 0).order(for: 1) == nil)
        #expect(ClipStore(folder: folder.path, limit: 9).order(for: 7)?.path == folder.path("7"))
    }

    @Test func aWorkerKeepsTheVeryBytes() async throws {
        let path = folder.path
        try await ClipHost.run { host in
            let worker = try await WorkerProcess.start(Program.launcher, configuration: Program.configuration())
            defer { worker.stop() }
            var job = WorkerJob.clip(host.url("clip.mp4"))
            job.copy = ClipStore(folder: path, limit: 1 << 30).order(for: 1)
            _ = try await worker.perform(job, body: []) { _ in }
            job.copy = ClipStore(folder: path, limit: 1000).order(for: 2)
            _ = try await worker.perform(job, body: []) { _ in }
            let clipStore = ClipStore(folder: path, limit: 1 << 30)
            try await eventually("the clip is kept") { clipStore.file(of: 1) != nil }
            let file = try #require(clipStore.file(of: 1))
            #expect(try await Array(Data(contentsOf: URL(fileURLWithPath: file.path))) == ClipHost.clip.value)
            #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
            // Larger than all that may be kept.
            #expect(clipStore.file(of: 2) == nil)
        }
        #expect(names == ["1"])
    }

    @Test func aClipThatFailsWaitsForNothingToBeKept() async throws {
        let path = folder.path
        try await ClipHost.run { host in
            let worker = try await WorkerProcess.start(Program.launcher, configuration: Program.configuration())
            defer { worker.stop() }
            var job = WorkerJob.clip(host.url("slow-text.mp4"))
            job.copy = ClipStore(folder: path, limit: 1 << 30).order(for: 1)
            var code: ChallengeFailure.Code?
            do {
                _ = try await worker.perform(job, body: []) { _ in }
            } catch let failure as ChallengeFailure {
                code = failure.code
            }
            #expect(code == .clipUnreadable)
        }
        #expect(names == [])
    }

    /// The disk takes nothing: a pipe that nobody reads from lies where the clip is to be written. The answer is there all
    /// the same, and so is the next one; once the disk goes on, the clip is kept.
    @Test(.timeLimit(.minutes(5))) func anAnswerDoesNotWaitForTheDisk() async throws {
        let path = folder.path
        #expect(mkfifo(path + "/1" + ClipCopy.unfinished, 0o600) == 0)
        try await ClipHost.run { host in
            let worker = try await WorkerProcess.start(Program.launcher, configuration: Program.configuration())
            defer { worker.stop() }
            let clipStore = ClipStore(folder: path, limit: 1 << 30)
            for id in 1...2 as ClosedRange<Int64> {
                var job = WorkerJob.clip(host.url("clip.mp4"))
                job.copy = clipStore.order(for: id)
                let reply = try await worker.perform(job, body: []) { _ in }
                #expect(reply.report.frames == 25)
            }
            let pipe = try #require(FileHandle(forReadingAtPath: path + "/1" + ClipCopy.unfinished))
            let written = try await BlockingWork.run("pipe") { try pipe.readToEnd() }
            #expect(try await written.map { Array($0) } == ClipHost.clip.value)
            try await eventually("the clip has its name") { FileManager.default.fileExists(atPath: path + "/1") }
            // While the disk was busy, the next clip wasn't kept.
            #expect(clipStore.file(of: 2) == nil)
        }
    }

    /// What a worker may have put there in place of a clip isn't sent to a browser.
    @Test func onlyFilesOfClipsAreSent() throws {
        try put("1", age: 1)
        try FileManager.default.createSymbolicLink(atPath: folder.path("2"), withDestinationPath: "/etc/passwd")
        try FileManager.default.createDirectory(atPath: folder.path("3"), withIntermediateDirectories: true)
        let clipStore = ClipStore(folder: folder.path, limit: 1 << 20)
        #expect(clipStore.file(of: 1) != nil)
        #expect(clipStore.file(of: 2) == nil && clipStore.file(of: 3) == nil)
        #expect(ClipStore(folder: folder.path, limit: (1 << 20) - 1).file(of: 1) == nil)
    }
}
