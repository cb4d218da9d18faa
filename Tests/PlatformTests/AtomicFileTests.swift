import Foundation
import Platform
import Testing

@Suite struct AtomicFileTests {
    private struct Failure: Error {}

    @Test func writesPieceByPiece() throws {
        try withFolder { folder in
            let path = folder.appending(path: "result.json").path
            try AtomicFile.write(to: path) { sink in
                for number in 0..<3 { try sink(Array("\(number)".utf8)) }
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "012")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["result.json"])
        }
    }

    @Test func keepsWhatWasThereWhereTheWorkFails() throws {
        try withFolder { folder in
            let path = folder.appending(path: "result.json").path
            try AtomicFile.write(Array("old".utf8), to: path)
            #expect(throws: OutputError.self) {
                try AtomicFile.write(to: path) { sink in
                    try sink(Array("new".utf8))
                    throw Failure()
                }
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["result.json"])
        }
    }

    @Test func aCancelledTaskLeavesWhatWasThere() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "result.json").path
        try AtomicFile.write(Array("old".utf8), to: path)
        let task = Task {
            try AtomicFile.write(to: path) { sink in
                try sink(Array("new".utf8))
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["result.json"])
    }

    @Test func aProcessThatEndsAtOnceLeavesNothingHalfWritten() throws {
        try withFolder { folder in
            let path = folder.appending(path: "result.json").path
            #expect(throws: OutputError.self) {
                try AtomicFile.write(to: path) { sink in
                    try sink([1])
                    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
                    AtomicFile.discardUnfinished()
                    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
                }
            }
        }
    }

    @Test func followsALinkAndWritesADevice() throws {
        try withFolder { folder in
            let target = folder.appending(path: "target").path
            let link = folder.appending(path: "link").path
            try AtomicFile.write(Array("old".utf8), to: target)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            try AtomicFile.write(Array("new".utf8), to: link)
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "new")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
            try AtomicFile.write(Array("gone".utf8), to: "/dev/null")
        }
    }

    /// The folder of a pipe or device is often one in which no file can be created, such as `/proc/self/fd`.
    @Test func preparesAPipeWithoutAFileBesideIt() throws {
        try withFolder { folder in
            let pipe = folder.appending(path: "pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            let untouched = Date(timeIntervalSince1970: 1_000_000)
            try FileManager.default.setAttributes([.modificationDate: untouched], ofItemAtPath: folder.path)
            // Opening it would wait for a reader.
            try AtomicFile.prepare(pipe)
            let date = try FileManager.default.attributesOfItem(atPath: folder.path)[.modificationDate] as? Date
            #expect(date == untouched)
        }
        #if os(Linux)
            let pipe = Pipe()
            try AtomicFile.prepare("/proc/self/fd/\(pipe.fileHandleForWriting.fileDescriptor)")
        #endif
        try AtomicFile.prepare("/dev/null")
    }

    @Test func preparesTheFolderOfALinksTarget() throws {
        try withFolder { folder in
            let target = folder.appending(path: "target").path
            try AtomicFile.write(Array("old".utf8), to: target)
            try withFolder { other in
                let link = other.appending(path: "link").path
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
                let untouched = Date(timeIntervalSince1970: 1_000_000)
                try FileManager.default.setAttributes([.modificationDate: untouched], ofItemAtPath: other.path)
                try AtomicFile.prepare(link)
                let date = try FileManager.default.attributesOfItem(atPath: other.path)[.modificationDate] as? Date
                #expect(date == untouched)
            }
        }
    }

    @Test func saysWhichFileCannotBeWritten() {
        #expect(throws: OutputError.self) { try AtomicFile.write([1], to: "/nowhere/at/all/result.json") }
    }

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }
}
