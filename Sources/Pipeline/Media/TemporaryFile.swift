import Platform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A temporary file next to its final path. It is deleted unless it is moved there.
final class TemporaryFile {
    /// The path to write to.
    let path: String
    private let target: String
    private var exists = true

    /// Creates an empty file. Throws `cannotWrite`.
    init(besides target: String) throws {
        self.target = target
        var status = stat()
        if stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw MediaError(.cannotWrite, "The path is a folder; name a file to write.", path: target)
        }
        // The hidden file is in the same folder, hence on the same disk, so that one step can move it.
        let cut = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
        path = "\(target[..<cut]).scorevision-\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).part"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let number = errno
            exists = false
            let folder = cut == target.startIndex ? "." : String(target[..<cut])
            throw MediaError(
                .cannotWrite, "The folder \(folder) can't be written to; create it or choose another.", path: target,
                detail: systemText(number))
        }
        close(descriptor)
    }

    deinit {
        if exists { unlink(path) }
    }

    /// Writes the whole contents. Throws `cannotWrite`.
    func fill(_ bytes: [UInt8]) throws {
        let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        let number = bytes.withUnsafeBytes { all in
            FullWrite.failure(writing: all) { rest, _ in write(descriptor, rest.baseAddress, rest.count) }
        }
        if let number { throw failure(number) }
    }

    private func failure(_ number: Int32) -> MediaError {
        MediaError(
            .cannotWrite, "The file can't be written; check the free space.", path: target, detail: systemText(number))
    }

    /// Moves the file to its final path. Throws `cannotWrite`.
    func putInPlace() throws {
        guard rename(path, target) == 0 else {
            throw MediaError(
                .cannotWrite, "The finished file can't be moved to its path.", path: target, detail: systemText(errno))
        }
        exists = false
    }
}
