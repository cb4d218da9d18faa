import Synchronization

/// The nonces that were used and are still in time, so that none is used twice: in bounded memory, and across restarts.
///
/// A nonce counts for its hotkey only: who copies a validator's nonce can't spoil it.
public final class NonceMemory: Sendable {
    /// What the journal outlives.
    public enum Durability: Sendable {
        /// The end of the process, `kill -9` included. Costs a copy to the system's cache.
        case process
        /// The end of the machine too. Costs a write to the disk for each request.
        case powerLoss
    }

    /// Nonces kept at once, over all hotkeys; the journal has 1 MiB.
    public static let capacity = 16_383
    /// Nonces kept at once for one hotkey: 8 requests a second, for as long as a nonce counts.
    public static let capacityPerHotkey = 2_048

    /// How long a nonce is remembered after its time: the window, and half as much again, so that a clock that is set
    /// back by up to a minute reopens nothing.
    static let retention = Nonce.window + Nonce.window / 2

    private let table: Mutex<NonceTable>

    /// Remembers across restarts in the file at `journal`, which is made where it is missing; without one, only in
    /// memory. Throws `journalUnusable`.
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

    /// Nonces remembered at the moment.
    public var count: Int { table.withLock { $0.count } }

    /// Uses the nonce up, or refuses it: in one step, so that of two requests at the same time one fails. Throws
    /// `nonceSeen`, `tooManyNonces` and `nonceNotKept`.
    func take(_ nonce: Nonce, of hotkey: Hotkey, now: UInt64) throws(RequestRefusal) {
        let record = NonceRecord(nonce: nonce, hotkey: hotkey)
        let outcome = table.withLock { table in Result { () throws(RequestRefusal) in try table.take(record, now: now) }
        }
        try outcome.get()
    }
}
