import Foundation
import ModelTesting
import Testing

@testable import Engines

@Suite struct EngineCacheTests {
    @Test func isTheUsersOwnFolder() throws {
        try Fixtures.withTemporaryFolder { folder in
            let home = folder.path
            let cache = EngineCache.userFolder(environment: ["HOME": home])
            #expect(cache == "\(home)/.cache/scorevision/engines")
            #expect(FileManager.default.fileExists(atPath: "\(home)/.cache/scorevision/engines"))
            let moved = EngineCache.userFolder(environment: ["HOME": home, "XDG_CACHE_HOME": "\(home)/other"])
            #expect(moved == "\(home)/other/scorevision/engines")
        }
    }

    @Test func goesWithoutWhereNothingCanBeWritten() {
        #expect(EngineCache.userFolder(environment: [:]) == nil)
        #expect(EngineCache.userFolder(environment: ["XDG_CACHE_HOME": "relative"]) == nil)
        #expect(EngineCache.userFolder(environment: ["XDG_CACHE_HOME": "/proc/nowhere"]) == nil)
    }
}
