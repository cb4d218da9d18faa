#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file of a `NonceMemory`: a header and a fixed number of slots of 64 bytes, each free or with a record.
///
/// The file never grows, because a slot is reused once its nonce has expired. Its space is allocated at creation, so a
/// full disk cannot cause failures later. A record is a single write within one sector, so the file is consistent
/// whenever the process ends. Only one process can use the file, because it is locked while it is open.
final class NonceJournal {
    /// The header: the name of the format, padded with zeros.
    private static let header =
        Array("scorevision nonces 1\n".utf8) + [UInt8](repeating: 0, count: NonceRecord.byteCount - 21)

    let path: String
    let slots: Int
    private let descriptor: Int32

    /// Opens or creates the file. With `powerLoss`, a nonce is on disk before its request is answered. Throws
    /// `journalUnusable`.
    init(path: String, slots: Int, surviving: NonceMemory.Durability) throws(SigningError) {
        self.path = path
        self.slots = slots
        let sync = surviving == .powerLoss ? O_DSYNC : 0
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | sync, 0o600)
        guard descriptor >= 0 else { throw Self.unusable(path, SystemFile.lastFailure) }
        // All stored properties are initialised, so `deinit` closes the file if this throws.
        try prepare()
    }

    deinit {
        // A process that is being spawned at this moment shares the open file until `exec`, so closing alone would not
        // release the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private func prepare() throws(SigningError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Self.unusable(path, "another process uses it")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Self.unusable(path, "it is not a regular file")
        }
        let size = off_t((slots + 1) * NonceRecord.byteCount)
        guard status.st_size <= size else { throw Self.unusable(path, "it is not a journal of nonces") }
        let header = read(count: Self.header.count, at: 0)
        // A crash during creation leaves the file without a header.
        guard header == Self.header || header.allSatisfy({ $0 == 0 }) else {
            throw Self.unusable(path, "it is not a journal of nonces")
        }
        let failure = posix_fallocate(descriptor, 0, size)
        guard failure == 0 else { throw Self.unusable(path, String(cString: strerror(failure))) }
        guard SystemFile.writeAll(descriptor, Self.header, at: 0), fsync(descriptor) == 0 else {
            throw Self.unusable(path, SystemFile.lastFailure)
        }
    }

    /// Returns the contents of all slots that contain a complete record.
    func records() -> [(slot: Int, record: NonceRecord)] {
        let bytes = read(count: slots * NonceRecord.byteCount, at: NonceRecord.byteCount)
        return (0..<bytes.count / NonceRecord.byteCount).compactMap { slot in
            let start = slot * NonceRecord.byteCount
            return NonceRecord(bytes[start..<start + NonceRecord.byteCount]).map { (slot, $0) }
        }
    }

    /// Overwrites a slot with a record. Throws `journalUnusable`.
    func write(_ record: NonceRecord, slot: Int) throws(SigningError) {
        guard SystemFile.writeAll(descriptor, record.bytes, at: (slot + 1) * NonceRecord.byteCount) else {
            throw Self.unusable(path, SystemFile.lastFailure)
        }
    }

    private func read(count: Int, at offset: Int) -> [UInt8] {
        SystemFile.read(descriptor, count: count, at: offset)
    }

    private static func unusable(_ path: String, _ why: String) -> SigningError {
        SigningError(
            .journalUnusable, "The journal of nonces cannot be used: \(why). Use another file, or delete this one.",
            context: path)
    }
}
