import Foundation
import GRDB

/// The challenges of the past, in an SQLite database. Its calls wait for the disk, so they are never part of an answer.
struct History: Sendable {
    private let database: any DatabaseWriter
    /// Bytes that the database may take.
    private let limit: Int

    /// Opens the database at `path`, or makes it; nil keeps it in memory. Challenges that were running when the service
    /// ended are marked as interrupted. Blocks: a database of an older version is rewritten once. Throws what SQLite says.
    /// - Parameter limit: bytes that it may take; the oldest challenges go when there are more.
    init(path: String?, limit: Int = .max) throws {
        self.limit = limit
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            guard !db.configuration.readonly else { return }
            // Of a new database; one that is there keeps its mode until it is rewritten.
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            // What the journal keeps of the disk after a large write.
            try db.execute(sql: "PRAGMA journal_size_limit = \(Self.journalBytes)")
        }
        if let path {
            // A pool keeps its journal as a WAL.
            database = try DatabasePool(path: path, configuration: configuration)
        } else {
            database = try DatabaseQueue(configuration: configuration)
        }
        try Self.migrator.migrate(database)
        try database.writeWithoutTransaction { db in
            let isIncremental = try Int.fetchOne(db, sql: "PRAGMA auto_vacuum") == Self.incremental
            if !isIncremental { try db.execute(sql: "VACUUM") }
        }
        try database.write { db in
            try db.execute(
                sql: "UPDATE challenge SET state = ?, message = ? WHERE state = ?",
                arguments: [
                    ChallengeRecord.State.interrupted.rawValue, "The service ended while it ran.",
                    ChallengeRecord.State.running.rawValue,
                ])
        }
        try shrink()
    }

    private static let journalBytes = 4 << 20
    /// `PRAGMA auto_vacuum` as SQLite numbers it.
    private static let incremental = 2

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.create(table: "challenge") { table in
                table.primaryKey("id", .integer)
                table.column("challengeID", .text).notNull()
                table.column("kind", .text).notNull()
                table.column("validator", .text)
                table.column("received", .double).notNull().indexed()
                table.column("state", .text).notNull().indexed()
                table.column("status", .integer).notNull()
                table.column("message", .text)
                table.column("clip", .text).notNull()
                for name in ["frames", "analysedFrames", "width", "height"] { table.column(name, .integer).notNull() }
                for name in ["queue", "download", "decode", "inference", "total"] {
                    table.column("\(name)Seconds", .double).notNull()
                }
                table.column("settings", .text).notNull()
            }
            try db.create(table: "result") { table in
                table.primaryKey("id", .integer).references("challenge", onDelete: .cascade)
                table.column("body", .blob).notNull()
            }
        }
        migrator.registerMigration("2") { db in
            // Bytes of the result before it was packed; null for one that isn't.
            try db.alter(table: "result") { table in table.add(column: "originalCount", .integer) }
        }
        return migrator
    }
}

extension History {
    /// The largest id so far.
    func lastID() throws -> Int64 {
        try database.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM challenge") ?? 0 }
    }

    func insert(_ record: ChallengeRecord) throws {
        try database.write { try record.insert($0) }
    }

    /// Keeps what became of a challenge, and its result, in one step; then makes room if the database is too large.
    func update(_ record: ChallengeRecord, result: [UInt8]?) throws {
        let packed = result.flatMap { Compressed(packing: $0) }
        try database.write { db in
            try record.upsert(db)
            if let result {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO result (id, body, originalCount) VALUES (?, ?, ?)",
                    arguments: [record.id, Data(packed?.bytes ?? result), packed?.originalCount])
            }
        }
        try shrink()
    }

    /// The newest first.
    func recent(limit: Int) async throws -> [ChallengeRecord] {
        try await database.read { db in
            try ChallengeRecord.order(Column("id").desc).limit(limit).fetchAll(db)
        }
    }

    func challenge(_ id: Int64) async throws -> ChallengeRecord? {
        try await database.read { try ChallengeRecord.fetchOne($0, key: id) }
    }

    /// The answer that was given, if there was one and it is kept.
    func result(_ id: Int64) async throws -> [UInt8]? {
        try await database.read { db in
            let row = try Row.fetchOne(db, sql: "SELECT body, originalCount FROM result WHERE id = ?", arguments: [id])
            guard let row, let body = row["body"] as Data? else { return nil }
            guard let count = row["originalCount"] as Int? else { return Array(body) }
            return Compressed(bytes: Array(body), originalCount: count).unpacked
        }
    }

    /// Forgets challenges received before then, and gives the room back to the disk.
    func prune(before time: Double) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM challenge WHERE received < ? AND state != 'running'", arguments: [time])
        }
        try database.writeWithoutTransaction { try Self.giveBack($0) }
    }
}

// MARK: Its size

extension History {
    /// Bytes that the database takes, without its journal.
    func size() throws -> Int { try database.read { try Self.bytes($0).taken } }

    /// Forgets the oldest challenges until the database is smaller than its limit by a tenth, so that not every write has
    /// to make room.
    private func shrink() throws {
        guard try size() > limit else { return }
        try database.write { db in
            while try Self.bytes(db).used > limit / 10 * 9 {
                try db.execute(
                    sql: """
                        DELETE FROM challenge WHERE id =
                          (SELECT id FROM challenge WHERE state != 'running' ORDER BY id LIMIT 1)
                        """)
                guard db.changesCount > 0 else { break }
            }
        }
        try database.writeWithoutTransaction { try Self.giveBack($0) }
    }

    /// Gives pages that nothing is in back to the disk.
    private static func giveBack(_ db: Database) throws {
        try db.execute(sql: "PRAGMA incremental_vacuum")
    }

    /// Bytes of the file, and those of them that hold something.
    private static func bytes(_ db: Database) throws -> (taken: Int, used: Int) {
        let page = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        let count = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        return (count * page, (count - free) * page)
    }
}
