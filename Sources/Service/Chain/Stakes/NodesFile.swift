public import Logging
import Synchronization

/// Stakes from a file in the form of fiber's `nodes.json`, read again when it has changed: whoever owns it calls
/// `loadIfChanged` every few seconds.
///
/// A file that is missing or broken leaves the last good list in place.
public final class NodesFile: StakeSource {
    private struct State {
        var nodes = NodeList.empty
        var seen: SystemFile.Stamp?
        var failed: String?
    }

    public let path: String
    private let logger: Logger
    private let state = Mutex(State())

    /// Knows nobody until `load` or `loadIfChanged`.
    public init(path: String, logger: Logger) {
        self.path = path
        self.logger = logger
    }

    public func stake(of hotkey: Hotkey) -> Double? {
        state.withLock { $0.nodes.stakes[hotkey] }
    }

    /// Nodes known at the moment.
    public var count: Int { state.withLock { $0.nodes.stakes.count } }

    /// Reads the file now. Blocks. Throws `nodesInvalid` and `cannotRead`; the last good list stays.
    public func load() throws {
        // Before the file is read: what is written meanwhile is then seen the next time.
        let stamp = SystemFile.stamp(path)
        let result = Result { () throws(ChainError) in try Self.read(path) }
        state.withLock {
            $0.seen = stamp
            if case .success(let nodes) = result { $0.nodes = nodes }
        }
        let nodes = try result.get()
        for flaw in nodes.flaws.prefix(3) { logger.warning("A node was left out of \(path): \(flaw)") }
        if nodes.flaws.count > 3 { logger.warning("\(nodes.flaws.count) nodes were left out of \(path)") }
        logger.info("Read \(nodes.stakes.count) nodes from \(path)")
    }

    /// Reads the file if it isn't the one that was read last. Reports what is wrong with it once. Blocks.
    public func loadIfChanged() {
        let stamp = SystemFile.stamp(path)
        guard stamp == nil || stamp != state.withLock({ $0.seen }) else { return }
        do {
            try load()
            state.withLock { $0.failed = nil }
        } catch {
            let failure = "\(error)"
            let isNew = state.withLock { state in
                defer { state.failed = failure }
                return state.failed != failure
            }
            if isNew { logger.error("The list of nodes stays as it was, \(count) nodes: \(failure)") }
        }
    }

    private static func read(_ path: String) throws(ChainError) -> NodeList {
        let bytes = try SystemFile.read(path, limit: NodeList.limit).bytes
        do {
            return try NodeList(json: bytes)
        } catch {
            throw ChainError(
                error.code, error.message, context: error.context.isEmpty ? path : "\(path): \(error.context)")
        }
    }
}
