import Foundation
import GRDB

/// The challenges of the past, in an SQLite database. Its calls wait for the disk, so they are never part of an answer.
struct History: Sendable {
    private let database: any DatabaseWriter

    /// Opens the database at `path`, or makes it; nil keeps it in memory. Challenges that were running when the service
    /// ended are marked as interrupted. Throws what SQLite says.
    init(path: String?) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        if let path {
            // A pool keeps its journal as a WAL.
            database = try DatabasePool(path: path, configuration: configuration)
        } else {
            database = try DatabaseQueue(configuration: configuration)
        }
        try Self.migrator.migrate(database)
        try database.write { db in
            try db.execute(
                sql: "UPDATE challenge SET state = ?, message = ? WHERE state = ?",
                arguments: [
                    ChallengeRecord.State.interrupted.rawValue, "The service ended while it ran.",
                    ChallengeRecord.State.running.rawValue,
                ])
        }
    }

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

    /// Keeps what became of a challenge, and its result, in one step.
    func update(_ record: ChallengeRecord, result: [UInt8]?) throws {
        try database.write { db in
            try record.upsert(db)
            if let result {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO result (id, body) VALUES (?, ?)", arguments: [record.id, Data(result)])
            }
        }
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

    /// The answer that was given, where there was one and it is kept.
    func result(_ id: Int64) async throws -> [UInt8]? {
        try await database.read { db in
            try Data.fetchOne(db, sql: "SELECT body FROM result WHERE id = ?", arguments: [id]).map { Array($0) }
        }
    }

    /// Forgets challenges received before then.
    func prune(before time: Double) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM challenge WHERE received < ? AND state != 'running'", arguments: [time])
        }
    }
}
