import Analysis
import Foundation
import Testing

@testable import Miner

/// What a service holds of the machine while it has nothing to do.
struct Footprint {
    var workers: [pid_t]
    /// Descriptors of the service, and of its workers together.
    var descriptors: Int
    var workerDescriptors: Int
    /// Files with a name, in its temporary and its data folder.
    var files: Set<String>
    /// Files without a name, or taken away, that it or a worker has open: what a clip is kept in.
    var hiddenFiles: Int

    init(of serving: Serving) throws {
        workers = try serving.workers()
        descriptors = ProcessFigures.openDescriptors(of: serving.pid) ?? -1
        workerDescriptors = workers.compactMap { ProcessFigures.openDescriptors(of: $0) }.reduce(0, +)
        // SQLite makes and removes the files beside the database as it likes.
        let names = ["tmp", "data"].flatMap { folder in
            (FileManager.default.subpaths(atPath: serving.folder.path(folder)) ?? []).map { "\(folder)/\($0)" }
        }
        files = Set(names.filter { !$0.hasPrefix("data/history.sqlite") })
        hiddenFiles = (workers + [serving.pid]).map(Self.hiddenFiles).reduce(0, +)
    }

    private static func hiddenFiles(of process: pid_t) -> Int {
        let folder = "/proc/\(process)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.count { name in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)"))?.hasSuffix(" (deleted)")
                == true
        }
    }

    /// Whether there is no more of anything than `before`; the same workers needn't be there, but as many.
    func isNoMore(than before: Footprint) -> Bool {
        workers.count == before.workers.count && descriptors <= before.descriptors
            && workerDescriptors <= before.workerDescriptors && files.isSubset(of: before.files)
            && hiddenFiles <= before.hiddenFiles
    }
}

extension Serving {
    /// The processes that it started and that are there, ended ones that nobody asked after included.
    func workers() throws -> [pid_t] {
        let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")
        let children = tasks.compactMap {
            try? String(contentsOfFile: "/proc/\(pid)/task/\($0)/children", encoding: .utf8)
        }
        return children.flatMap { $0.split(separator: " ").compactMap { pid_t($0) } }.sorted()
    }

    /// What it holds now that it has answered two good challenges: what is made once is there.
    func settled(_ host: ClipHost) async throws -> Footprint {
        for _ in 0..<2 { try await expectGood(host) }
        // Connections end a moment after their answers, and what was open for them is closed.
        var settled = try Footprint(of: self)
        for _ in 0..<2 {
            let alone = try await get("/healthz")
            #expect(alone != nil)
            let now = try Footprint(of: self)
            if now.isNoMore(than: settled) { settled = now }
        }
        return settled
    }

    /// A good challenge is answered in full.
    func expectGood(_ host: ClipHost, after what: String = "", sourceLocation: SourceLocation = #_sourceLocation)
        async throws
    {
        let answer = try await challenge(host.url("clip.mp4")) ?? "no connection"
        #expect(
            answer.hasPrefix("HTTP/1.1 200 OK") && answer.contains(#""frame_number": 24"#),
            "after \(what): \(answer.prefix(400))", sourceLocation: sourceLocation)
    }

    /// The next challenge is answered, and after it no process, descriptor or file is left over.
    func expectNothingLeft(
        since before: Footprint, _ host: ClipHost, after what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await expectGood(host, after: what, sourceLocation: sourceLocation)
        try await eventually("after \(what) there is no more than \(before)", sourceLocation: sourceLocation) {
            try Footprint(of: self).isNoMore(than: before)
        }
    }
}
