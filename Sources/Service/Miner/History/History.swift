import Foundation
import GRDB

/// The past challenges, in an SQLite database. Its calls wait for the disk, so no response may depend on them.
struct History: Sendable {
    private let database: any DatabaseWriter
    /// The largest size of the database, in bytes.
    private let limit: Int

    /// Opens or creates the database, and marks challenges that were running when the service ended as interrupted.
    ///
    /// Blocks. A database of an older version is rewritten once.
    ///
    /// - Parameters:
    ///   - path: The database file; `nil` keeps the database in memory.
    ///   - limit: The largest size of the database, in bytes. The oldest challenges are deleted first.
    /// - Throws: The error of SQLite.
    init(path: String?, limit: Int = .max) throws {
        self.limit = limit
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            guard !db.configuration.readonly else { return }
            // This affects a new database. An existing one keeps its mode until it is rewritten.
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            // The disk space that the journal keeps after a large write.
            try db.execute(sql: "PRAGMA journal_size_limit = \(Self.journalBytes)")
        }
        if let path {
            // A pool uses a write-ahead log as its journal.
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
                    ChallengeRecord.State.interrupted.rawValue, "The service ended before the challenge was finished.",
                    ChallengeRecord.State.running.rawValue,
                ])
        }
        try shrink()
    }

    private static let journalBytes = 4 << 20
    /// SQLite's number for `PRAGMA auto_vacuum = INCREMENTAL`.
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
            // The length of the result before compression, in bytes; null for an uncompressed result.
            try db.alter(table: "result") { table in table.add(column: "originalCount", .integer) }
        }
        return migrator
    }
}

extension History {
    /// Returns the largest id so far, or 0 for an empty history.
    func lastID() throws -> Int64 {
        try database.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM challenge") ?? 0 }
    }

    /// Inserts a new challenge.
    func insert(_ record: ChallengeRecord) throws {
        try database.write { try record.insert($0) }
    }

    /// Stores the outcome and the result of a challenge in one transaction, then deletes old challenges if the database
    /// is too large.
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

    /// Returns the most recent challenges, newest first.
    func recent(limit: Int) async throws -> [ChallengeRecord] {
        try await database.read { db in
            try ChallengeRecord.order(Column("id").desc).limit(limit).fetchAll(db)
        }
    }

    /// Returns a challenge, or `nil` if the history does not contain it.
    func challenge(_ id: Int64) async throws -> ChallengeRecord? {
        try await database.read { try ChallengeRecord.fetchOne($0, key: id) }
    }

    /// Returns the response to a challenge, or `nil` if there was none or it is no longer stored.
    func result(_ id: Int64) async throws -> [UInt8]? {
        try await database.read { db in
            let row = try Row.fetchOne(db, sql: "SELECT body, originalCount FROM result WHERE id = ?", arguments: [id])
            guard let row, let body = row["body"] as Data? else { return nil }
            guard let count = row["originalCount"] as Int? else { return Array(body) }
            return Compressed(bytes: Array(body), originalCount: count).unpacked
        }
    }

    /// Deletes challenges received before a time, in seconds since 1970, and returns the free space to the file system.
    func prune(before time: Double) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM challenge WHERE received < ? AND state != 'running'", arguments: [time])
        }
        try database.writeWithoutTransaction { try Self.giveBack($0) }
    }
}

// MARK: Size

extension History {
    /// Returns the size of the database in bytes, without its journal.
    func size() throws -> Int { try database.read { try Self.bytes($0).taken } }

    /// Deletes the oldest challenges until the database is a tenth smaller than its limit, so that not every write has
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

    /// Returns free pages to the file system.
    private static func giveBack(_ db: Database) throws {
        try db.execute(sql: "PRAGMA incremental_vacuum")
    }

    /// Returns the size of the file in bytes, and how many of them are in use.
    private static func bytes(_ db: Database) throws -> (taken: Int, used: Int) {
        let page = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        let count = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        return (count * page, (count - free) * page)
    }
}
