import Foundation
import Testing

@testable import Engines

@Suite struct EngineCacheLimitTests {
    @Test func whatWasNotUsedForTheLongestGoes() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "engines-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = FileManager.default
        try files.createDirectory(at: folder.appending(path: "deep"), withIntermediateDirectories: true)
        for (age, name) in ["new", "deep/middle", "old"].enumerated() {
            let file = folder.appending(path: name)
            try Data(count: 1000).write(to: file)
            // Both times, as `touch` sets them.
            let seconds = Int(Date.now.timeIntervalSince1970) - 1000 * age
            var times = [timeval(tv_sec: seconds, tv_usec: 0), timeval(tv_sec: seconds, tv_usec: 0)]
            #expect(utimes(file.path, &times) == 0)
        }
        EngineCache.limit(folder.path, toBytes: 3000)
        #expect(Set(files.subpaths(atPath: folder.path) ?? []) == ["new", "deep", "deep/middle", "old"])
        EngineCache.limit(folder.path, toBytes: 2999)
        #expect(Set(files.subpaths(atPath: folder.path) ?? []) == ["new", "deep", "deep/middle"])
        EngineCache.limit(folder.path, toBytes: 999)
        #expect(Set(files.subpaths(atPath: folder.path) ?? []) == ["deep"])
        EngineCache.limit(folder.path + "/none", toBytes: 0)
    }
}
