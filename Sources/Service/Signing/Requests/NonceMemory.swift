import Synchronization

/// The used nonces that have not expired. They prevent replays, across restarts too, in bounded memory.
///
/// A nonce counts only for its own hotkey, so a third party that copies a validator's nonce cannot invalidate it.
public final class NonceMemory: Sendable {
    /// The events that the journal survives.
    public enum Durability: Sendable {
        /// The end of the process, including `kill -9`. Each request costs a copy to the system's cache.
        case process
        /// The loss of power. Each request costs a write to disk.
        case powerLoss
    }

    /// The largest number of stored nonces, over all hotkeys. The journal has 1 MiB.
    public static let capacity = 16_383
    /// The largest number of stored nonces of one hotkey: 8 requests a second for as long as a nonce is valid.
    public static let capacityPerHotkey = 2_048

    /// How long a nonce is remembered after its time, in nanoseconds. This is 1.5 times the window, so that no nonce
    /// becomes valid again if the clock is set back by up to a minute.
    static let retention = Nonce.window + Nonce.window / 2

    private let table: Mutex<NonceTable>

    /// Creates the memory.
    ///
    /// - Parameters:
    ///   - path: The journal, which is created if missing; `nil` keeps nonces only in memory.
    ///   - surviving: The events that the journal must survive.
    ///   - now: The time in nanoseconds since 1970.
    /// - Throws: `journalUnusable`.
    public convenience init(
        journal path: String?, surviving: Durability = .process, now: UInt64 = WallClock.nanoseconds()
    ) throws {
        try self.init(
            journal: path, surviving: surviving, now: now, capacity: Self.capacity, perHotkey: Self.capacityPerHotkey)
    }

    init(journal path: String?, surviving: Durability, now: UInt64, capacity: Int, perHotkey: Int) throws {
        let journal = try path.map { try NonceJournal(path: $0, slots: capacity, surviving: surviving) }
        table = Mutex(NonceTable(journal: journal, capacity: capacity, perHotkey: perHotkey, now: now))
    }

    /// The number of stored nonces.
    public var count: Int { table.withLock { $0.count } }

    /// Marks a nonce as used, or refuses it. This is one atomic step, so only one of two simultaneous requests
    /// succeeds.
    ///
    /// - Throws: `nonceSeen`, `tooManyNonces` or `nonceNotKept`.
    func take(_ nonce: Nonce, of hotkey: Hotkey, now: UInt64) throws(RequestRefusal) {
        let record = NonceRecord(nonce: nonce, hotkey: hotkey)
        let outcome = table.withLock { table in Result { () throws(RequestRefusal) in try table.take(record, now: now) }
        }
        try outcome.get()
    }
}
