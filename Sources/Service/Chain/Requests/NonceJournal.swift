#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file behind a `NonceMemory`: a header and a fixed number of slots of 64 bytes, each free or a record.
///
/// It never grows: a slot is used again once its nonce is out of time. The space is taken when the file is made, so a
/// full disk doesn't matter later. A record is one write within one sector, so that the file is whole whenever the
/// process dies. One process at a time: the file is locked while it is open.
final class NonceJournal {
    /// The header: what the file is, and zeros.
    private static let header =
        Array("scorevision nonces 1\n".utf8) + [UInt8](repeating: 0, count: NonceRecord.byteCount - 21)

    let path: String
    let slots: Int
    private let descriptor: Int32

    /// Opens the file, or makes it. With `surviving` power loss, a nonce is on the disk before its request is answered.
    /// Throws `journalUnusable`.
    init(path: String, slots: Int, surviving: NonceMemory.Durability) throws(ChainError) {
        self.path = path
        self.slots = slots
        let sync = surviving == .powerLoss ? O_DSYNC : 0
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | sync, 0o600)
        guard descriptor >= 0 else { throw Self.unusable(path, SystemFile.lastFailure) }
        // Where it throws, `deinit` closes: all that it needs is there.
        try prepare()
    }

    deinit {
        // A process that is being started at this moment has the file open too, until it runs; closing wouldn't unlock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private func prepare() throws(ChainError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Self.unusable(path, "another process uses it")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Self.unusable(path, "it isn't a file")
        }
        let size = off_t((slots + 1) * NonceRecord.byteCount)
        guard status.st_size <= size else { throw Self.unusable(path, "it isn't a journal of nonces") }
        let header = read(count: Self.header.count, at: 0)
        // A crash while the file was made leaves it without a header.
        guard header == Self.header || header.allSatisfy({ $0 == 0 }) else {
            throw Self.unusable(path, "it isn't a journal of nonces")
        }
        let failure = posix_fallocate(descriptor, 0, size)
        guard failure == 0 else { throw Self.unusable(path, String(cString: strerror(failure))) }
        guard SystemFile.writeAll(descriptor, Self.header, at: 0), fsync(descriptor) == 0 else {
            throw Self.unusable(path, SystemFile.lastFailure)
        }
    }

    /// What is in the slots; those that hold no whole record are left out.
    func records() -> [(slot: Int, record: NonceRecord)] {
        let bytes = read(count: slots * NonceRecord.byteCount, at: NonceRecord.byteCount)
        return (0..<bytes.count / NonceRecord.byteCount).compactMap { slot in
            let start = slot * NonceRecord.byteCount
            return NonceRecord(bytes[start..<start + NonceRecord.byteCount]).map { (slot, $0) }
        }
    }

    /// Puts a record in the place of what was there. Throws `journalUnusable`.
    func write(_ record: NonceRecord, slot: Int) throws(ChainError) {
        guard SystemFile.writeAll(descriptor, record.bytes, at: (slot + 1) * NonceRecord.byteCount) else {
            throw Self.unusable(path, SystemFile.lastFailure)
        }
    }

    private func read(count: Int, at offset: Int) -> [UInt8] {
        SystemFile.read(descriptor, count: count, at: offset)
    }

    private static func unusable(_ path: String, _ why: String) -> ChainError {
        ChainError(
            .journalUnusable, "The journal of nonces can't be used: \(why). Name another file, or remove this one.",
            context: path)
    }
}
