public import Logging
import Synchronization

/// A source of stakes that reads a file in the format of fiber's `nodes.json`, and reads it again after changes. Its
/// owner calls `loadIfChanged` every few seconds.
///
/// If the file is missing or invalid, the last valid list remains in use.
public final class NodesFile: StakeSource {
    private struct State {
        var nodes = NodeList.empty
        var seen: SystemFile.Stamp?
        var failed: String?
    }

    /// The path of the file.
    public let path: String
    private let logger: Logger
    private let state = Mutex(State())

    /// Creates a source without nodes. Call `load` or `loadIfChanged` to read them.
    public init(path: String, logger: Logger) {
        self.path = path
        self.logger = logger
    }

    /// Returns the hotkey's stake, or `nil` if the list does not contain it.
    public func stake(of hotkey: Hotkey) -> Double? {
        state.withLock { $0.nodes.stakes[hotkey] }
    }

    /// The number of known nodes.
    public var count: Int { state.withLock { $0.nodes.stakes.count } }

    /// Reads the file now. Blocks. Throws `nodesInvalid` or `cannotRead`; the last valid list then remains in use.
    public func load() throws {
        // The stamp is taken before reading, so that a write during reading is noticed next time.
        let stamp = SystemFile.stamp(path)
        let result = Result { () throws(SigningError) in try Self.read(path) }
        state.withLock {
            $0.seen = stamp
            if case .success(let nodes) = result { $0.nodes = nodes }
        }
        let nodes = try result.get()
        for flaw in nodes.flaws.prefix(3) { logger.warning("Skipped a node of \(path): \(flaw)") }
        if nodes.flaws.count > 3 { logger.warning("Skipped \(nodes.flaws.count) nodes of \(path)") }
        logger.info("Read \(nodes.stakes.count) nodes from \(path)")
    }

    /// Reads the file if it has changed since it was last read. Logs each new error once. Blocks.
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
            if isNew { logger.error("Keeping the previous list of \(count) nodes: \(failure)") }
        }
    }

    private static func read(_ path: String) throws(SigningError) -> NodeList {
        let bytes = try SystemFile.read(path, limit: NodeList.limit).bytes
        do {
            return try NodeList(json: bytes)
        } catch {
            throw SigningError(
                error.code, error.message, context: error.context.isEmpty ? path : "\(path): \(error.context)")
        }
    }
}
