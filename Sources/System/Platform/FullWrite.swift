#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A write that goes on after a signal and after a part of the bytes. Unsafe: works on raw memory.
public enum FullWrite {
    /// Calls `write` until it has written all bytes.
    ///
    /// - Parameters:
    ///   - bytes: the bytes to write.
    ///   - write: the system call. It receives the remaining bytes and the number of bytes written before. It returns
    ///     the number that it wrote, or -1 with an error number in `errno`.
    /// - Returns: the error number that ended the writing, or `nil` if all bytes are written.
    public static func failure(
        writing bytes: UnsafeRawBufferPointer, with write: (UnsafeRawBufferPointer, Int) -> Int
    ) -> Int32? {
        var written = 0
        while written < bytes.count {
            let count = write(UnsafeRawBufferPointer(rebasing: bytes[written...]), written)
            if count > 0 {
                written += count
            } else if count == 0 {
                // No error is reported, but a second try would not get further.
                return ENOSPC
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
