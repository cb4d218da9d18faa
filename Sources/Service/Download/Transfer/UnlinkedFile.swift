import Platform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A temporary file without a name. The system deletes it when the process ends, for whatever reason.
///
/// Unsafe: works on a descriptor and raw memory.
final class UnlinkedFile: Sendable {
    private let descriptor: Int32

    /// Creates the file in a folder. Throws `cannotStore`.
    init(folder: String?) throws {
        let folder = folder ?? getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let made = Self.openWithoutName(in: folder) ?? Self.openAndUnlink(in: folder)
        guard made >= 0 else {
            throw DownloadError(
                .cannotStore, "The folder for temporary files, \(folder), is not writable; set TMPDIR to another.",
                detail: String(cString: strerror(errno)))
        }
        descriptor = made
    }

    /// Takes ownership of an open descriptor.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Writes bytes at an offset. Throws `cannotStore`, for example if the disk is full.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws {
        let failure = FullWrite.failure(writing: bytes) { rest, written in
            pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(written))
        }
        if let failure {
            throw DownloadError(
                .cannotStore, "The clip cannot be stored; check the free space for temporary files.",
                detail: String(cString: strerror(failure)))
        }
    }

    /// Fills `buffer` from an offset and returns the number of bytes; fewer than its size at the end of the file.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw DownloadError(
                    .cannotStore, "The stored bytes cannot be read.", detail: String(cString: strerror(errno)))
            }
        }
    }

    /// Returns `nil` if the system or the file system does not support such files.
    private static func openWithoutName(in folder: String) -> Int32? {
        #if os(Linux)
            // O_TMPFILE, a macro that is not visible in Swift (Linux's asm-generic/fcntl.h). With O_EXCL the file
            // cannot be given a name later.
            let flags = 0o20000000 | O_DIRECTORY | O_RDWR | O_EXCL | O_CLOEXEC
            let descriptor = open(folder, flags, 0o600)
            return descriptor >= 0 ? descriptor : nil
        #else
            return nil
        #endif
    }

    private static func openAndUnlink(in folder: String) -> Int32 {
        var template = Array("\(folder)/scorevision-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return descriptor }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }
}
