#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file written beside its place under another name; removed again unless it is put in its place.
final class TemporaryFile {
    /// Where to write.
    let path: String
    private let target: String
    private var exists = true

    /// Creates the file, empty. Throws `cannotWrite`.
    init(besides target: String) throws {
        self.target = target
        var status = stat()
        if stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw MediaError(.cannotWrite, "This is a folder; name a file to write.", path: target)
        }
        // A hidden sibling: on the same disk, so that it takes its place in one step.
        let cut = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
        path = "\(target[..<cut]).scorevision-\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).part"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let number = errno
            exists = false
            let folder = cut == target.startIndex ? "." : String(target[..<cut])
            throw MediaError(
                .cannotWrite, "The folder \(folder) can't be written to; create it, or choose another.", path: target,
                detail: systemText(number))
        }
        close(descriptor)
    }

    deinit {
        if exists { unlink(path) }
    }

    /// Writes the whole file. Throws `cannotWrite`.
    func fill(_ bytes: [UInt8]) throws {
        let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
    }

    private func failure() -> MediaError {
        MediaError(
            .cannotWrite, "The file can't be written; is there space left?", path: target, detail: systemText(errno))
    }

    /// Gives the file its name. Throws `cannotWrite`.
    func putInPlace() throws {
        guard rename(path, target) == 0 else {
            throw MediaError(
                .cannotWrite, "The finished file can't be put in its place.", path: target, detail: systemText(errno))
        }
        exists = false
    }
}
