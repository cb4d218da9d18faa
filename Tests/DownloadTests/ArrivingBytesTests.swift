import Foundation
import Testing

@testable import Download

@Suite struct ArrivingBytesTests {
    private func make(_ folder: TemporaryFolder) throws -> ArrivingBytes {
        ArrivingBytes(file: try UnlinkedFile(folder: folder.path), lengths: 10...20)
    }

    private func read(_ bytes: ArrivingBytes, at offset: Int64, count: Int) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let read = try buffer.withUnsafeMutableBytes { try bytes.read(at: offset, into: $0) }
        return Array(buffer.prefix(read))
    }

    /// What `read` gives on a thread of its own.
    private func reading(_ bytes: ArrivingBytes, at offset: Int64, count: Int) -> Task<[UInt8], any Error> {
        Task { try await AbandonableWork.run { try read(bytes, at: offset, count: count) } }
    }

    @Test func givesWhatIsThere() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let bytes = try make(folder)
        bytes.beginParts(size: 100, taken: 0..<10)
        try bytes.store([1, 2, 3], at: 0)
        try bytes.store([9], at: 99)
        #expect(try read(bytes, at: 1, count: 10) == [2, 3])
        #expect(try read(bytes, at: 99, count: 10) == [9])
        #expect(try read(bytes, at: 100, count: 10) == [] && bytes.size == 100)
        #expect(bytes.progress.received == 4)
        #expect(folder.names.isEmpty, "a file with a name")
    }

    @Test(.timeLimit(.minutes(10))) func aReadWaitsForItsBytesAndAsksForThem() async throws {
        let bytes = try make(TemporaryFolder())
        bytes.beginParts(size: 100, taken: 0..<10)
        let waiting = reading(bytes, at: 60, count: 5)
        for await _ in bytes.wants { break }
        #expect(bytes.awaitedPart() == 60..<70)
        #expect(bytes.awaitedPart() == nil, "one part given out twice")
        try bytes.store([7, 8], at: 60)
        #expect(try await waiting.value == [7, 8])
    }

    @Test(.timeLimit(.minutes(10))) func theEndWakesReaders() async throws {
        let bytes = try make(TemporaryFolder())
        bytes.beginWhole(size: nil)
        let waiting = reading(bytes, at: 5, count: 5)
        try bytes.store([1, 2, 3], at: 0)
        bytes.finish()
        #expect(try await waiting.value == [] && bytes.size == 3)
        try await bytes.finished()
    }

    @Test(.timeLimit(.minutes(10))) func failureWakesReaders() async throws {
        let bytes = try make(TemporaryFolder())
        let waiting = reading(bytes, at: 5, count: 5)
        let finishing = Task { try await bytes.finished() }
        try await Task.sleep(for: .milliseconds(50))
        bytes.fail(DownloadError(.stalled, "x"))
        await #expect(throws: DownloadError(.stalled, "x")) { try await waiting.value }
        await #expect(throws: DownloadError(.stalled, "x")) { try await finishing.value }
        bytes.fail(.stopped)
        #expect(bytes.failure?.code == .stalled)
    }

    @Test func whatComesAgainMustBeTheSame() throws {
        let bytes = try make(TemporaryFolder())
        bytes.beginWhole(size: nil)
        try bytes.store([1, 2, 3], at: 0)
        try bytes.store([1, 2, 3, 4, 5], at: 0)
        #expect(try read(bytes, at: 0, count: 9) == [1, 2, 3, 4, 5])
        let error = #expect(throws: DownloadError.self) { try bytes.store([1, 2, 4], at: 0) }
        #expect(error?.code == .changed)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func aFullDisk() throws {
        let bytes = ArrivingBytes(file: UnlinkedFile(descriptor: open("/dev/full", O_RDWR)), lengths: 10...20)
        let error = #expect(throws: DownloadError.self) { try bytes.store([1], at: 0) }
        #expect(error?.code == .cannotStore)
    }

    @Test func aFolderThatIsNotThere() throws {
        let error = #expect(throws: DownloadError.self) { try UnlinkedFile(folder: "/nonexistent/folder") }
        #expect(error?.code == .cannotStore && error?.message.contains("TMPDIR") == true)
    }
}
