/// The state that a `NonceMemory` protects with its lock: the records, their slots and their expiry.
struct NonceTable: ~Copyable {
    private let journal: NonceJournal?
    private let perHotkey: Int
    private var slots: [NonceRecord: Int] = [:]
    private var countOfHotkey: [Hotkey: Int] = [:]
    private var free: [Int]
    /// The records by the second in which they expire.
    private var expiring: [UInt64: [NonceRecord]] = [:]
    private var sweptSecond: UInt64 = 0

    /// Loads the records of the journal that have not expired.
    init(journal: NonceJournal?, capacity: Int, perHotkey: Int, now: UInt64) {
        self.journal = journal
        self.perHotkey = perHotkey
        var used = Set<Int>()
        free = []
        for (slot, record) in journal?.records() ?? []
        where Self.expiry(record) >= now / 1_000_000_000 && slots[record] == nil {
            used.insert(slot)
            insert(record, slot: slot)
        }
        free = (0..<capacity).reversed().filter { !used.contains($0) }
    }

    var count: Int { slots.count }

    mutating func take(_ record: NonceRecord, now: UInt64) throws(RequestRefusal) {
        sweep(now / 1_000_000_000)
        guard slots[record] == nil else {
            throw RequestRefusal(
                .nonceSeen, "The nonce was already used; each request needs its own.", context: record.nonce.description
            )
        }
        guard countOfHotkey[record.hotkey, default: 0] < perHotkey, let slot = free.last else {
            throw RequestRefusal(
                .tooManyNonces, "Too many requests within \(Nonce.window / 1_000_000_000) s; try again later.",
                context: record.hotkey.description)
        }
        do {
            try journal?.write(record, slot: slot)
        } catch {
            throw RequestRefusal(
                .nonceNotKept, "The miner cannot store the nonce, so it cannot answer.", context: error.description)
        }
        free.removeLast()
        insert(record, slot: slot)
    }

    private mutating func insert(_ record: NonceRecord, slot: Int) {
        slots[record] = slot
        countOfHotkey[record.hotkey, default: 0] += 1
        expiring[Self.expiry(record), default: []].append(record)
    }

    /// Removes expired records, at most once a second.
    private mutating func sweep(_ second: UInt64) {
        guard second != sweptSecond else { return }
        sweptSecond = second
        for due in expiring.keys.filter({ $0 < second }) {
            for record in expiring.removeValue(forKey: due) ?? [] {
                if let slot = slots.removeValue(forKey: record) { free.append(slot) }
                let left = countOfHotkey[record.hotkey, default: 1] - 1
                countOfHotkey[record.hotkey] = left > 0 ? left : nil
            }
        }
    }

    /// Returns the second after which a record is not needed.
    private static func expiry(_ record: NonceRecord) -> UInt64 {
        let (end, overflow) = record.nonce.time.addingReportingOverflow(NonceMemory.retention)
        return (overflow ? .max : end) / 1_000_000_000
    }
}
