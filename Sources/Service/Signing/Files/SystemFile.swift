// Unsafe: passes the storage of arrays to read and write, with their own counts.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads and writes small files with the system's own calls.
enum SystemFile {
    /// The properties that change when a file is written or replaced.
    struct Stamp: Hashable {
        var inode: UInt64
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    /// Returns the stamp of a file, or `nil` if there is none.
    static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec)
    }

    /// The message for the last failed system call.
    static var lastFailure: String { String(cString: strerror(errno)) }

    /// Reads a regular file of at most `limit` bytes. Returns its bytes and permission bits. Throws `cannotRead`.
    static func read(_ path: String, limit: Int) throws(SigningError) -> (bytes: [UInt8], permissions: UInt32) {
        // Without `O_NONBLOCK`, opening a pipe without a writer would block forever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, lastFailure) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, lastFailure) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable(path, "not a file") }
        guard status.st_size <= limit else { throw unreadable(path, "larger than \(limit) bytes") }
        // Reads one byte more than the expected size, to detect that the file has grown.
        let bytes = read(descriptor, count: Int(status.st_size) + 1, at: 0)
        guard bytes.count == Int(status.st_size) else { throw unreadable(path, "it is being written to") }
        return (bytes, UInt32(status.st_mode) & 0o777)
    }

    /// Reads up to `count` bytes from an offset; fewer at the end of the file or after an error.
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

    /// Creates a new file, by default with mode 0600, and removes it again on failure. Throws `cannotWrite`, or
    /// `hotkeyExists` if a file with the name exists.
    static func create(_ path: String, _ bytes: [UInt8], permissions: mode_t = 0o600) throws(SigningError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, permissions)
        guard descriptor >= 0 else {
            guard errno != EEXIST else {
                throw SigningError(
                    .hotkeyExists, "A file with that name already exists; keys are never overwritten.",
                    context: path)
            }
            throw SigningError(.cannotWrite, "The file cannot be created: \(lastFailure).", context: path)
        }
        defer { close(descriptor) }
        guard writeAll(descriptor, bytes, at: 0), fsync(descriptor) == 0 else {
            let failure = lastFailure
            unlink(path)
            throw SigningError(.cannotWrite, "The file cannot be written: \(failure).", context: path)
        }
    }

    /// Writes all bytes at an offset. Returns whether it succeeded.
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

    private static func unreadable(_ path: String, _ why: String) -> SigningError {
        SigningError(.cannotRead, "The file cannot be read: \(why).", context: path)
    }
}
