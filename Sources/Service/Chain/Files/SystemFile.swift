// Unsafe: hands the storage of arrays to read and write, with their own counts.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Small files, through the system's own calls.
enum SystemFile {
    /// What changes when a file is written or replaced.
    struct Stamp: Hashable {
        var inode: UInt64
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    /// Nil where there is no file.
    static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec)
    }

    /// What the last call that failed had to say.
    static var lastFailure: String { String(cString: strerror(errno)) }

    /// All bytes of a regular file of up to `limit` bytes, and its permission bits. Throws `cannotRead`.
    static func read(_ path: String, limit: Int) throws(ChainError) -> (bytes: [UInt8], permissions: UInt32) {
        // A pipe without a writer would block for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, lastFailure) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, lastFailure) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable(path, "not a file") }
        guard status.st_size <= limit else { throw unreadable(path, "larger than \(limit) bytes") }
        // One byte more than it had, to see whether it grew.
        let bytes = read(descriptor, count: Int(status.st_size) + 1, at: 0)
        guard bytes.count == Int(status.st_size) else { throw unreadable(path, "it is being written to") }
        return (bytes, UInt32(status.st_mode) & 0o777)
    }

    /// Up to `count` bytes from there on; fewer where the file ends or can't be read further.
    static func read(_ descriptor: Int32, count: Int, at offset: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes[filled...].withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, off_t(offset + filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Creates a file that wasn't there, by default of mode 0600; leaves nothing behind on failure. Throws `cannotWrite`,
    /// and `hotkeyExists` where something of that name is there.
    static func create(_ path: String, _ bytes: [UInt8], permissions: mode_t = 0o600) throws(ChainError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, permissions)
        guard descriptor >= 0 else {
            guard errno != EEXIST else {
                throw ChainError(
                    .hotkeyExists, "There is a file of that name already, and a key is never overwritten.",
                    context: path)
            }
            throw ChainError(.cannotWrite, "The file can't be made: \(lastFailure).", context: path)
        }
        defer { close(descriptor) }
        guard writeAll(descriptor, bytes, at: 0), fsync(descriptor) == 0 else {
            let failure = lastFailure
            unlink(path)
            throw ChainError(.cannotWrite, "The file can't be written: \(failure).", context: path)
        }
    }

    /// Whether all bytes went to that place of the file.
    static func writeAll(_ descriptor: Int32, _ bytes: [UInt8], at offset: Int) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    private static func unreadable(_ path: String, _ why: String) -> ChainError {
        ChainError(.cannotRead, "The file can't be read: \(why).", context: path)
    }
}
