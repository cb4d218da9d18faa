#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of a regular local file.
public final class FileBytes: ByteSource {
    private let descriptor: Int32
    private let closesDescriptor: Bool
    private let name: String

    /// Opens a file. Throws `fileMissing` or `fileUnreadable`, the latter for a folder, a pipe or a device too.
    public init(path: String) throws {
        // Without O_NONBLOCK the opening of a pipe would wait for its writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        closesDescriptor = true
        name = path
        guard descriptor >= 0 else { throw Self.openingError(errno, path: path) }
        try checkIsRegular()
    }

    /// Reads a file that the caller has opened, and doesn't close it.
    public init(descriptor: Int32, name: String = "descriptor") throws {
        self.descriptor = descriptor
        self.name = name
        closesDescriptor = false
        try checkIsRegular()
    }

    deinit {
        if closesDescriptor, descriptor >= 0 { close(descriptor) }
    }

    public var size: Int64? { status.map { Int64($0.st_size) } }

    public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw MediaError(.readFailed, "The file can't be read on.", path: name, detail: systemText(errno))
            }
        }
    }

    private var status: stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    private func checkIsRegular() throws {
        guard let status else {
            throw MediaError(.fileUnreadable, "This can't be read.", path: name, detail: systemText(errno))
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw MediaError(.fileUnreadable, "This is a folder; name a video file.", path: name)
        default: throw MediaError(.fileUnreadable, "This is no regular file; name a video file.", path: name)
        }
    }

    private static func openingError(_ number: Int32, path: String) -> MediaError {
        switch number {
        case ENOENT, ENOTDIR: MediaError(.fileMissing, "There is no such file; check the path.", path: path)
        case EACCES, EPERM:
            MediaError(.fileUnreadable, "The file may not be read; check its permissions.", path: path)
        default:
            MediaError(.fileUnreadable, "The file can't be opened.", path: path, detail: systemText(number))
        }
    }
}

/// The operating system's words for an error number.
func systemText(_ number: Int32) -> String { String(cString: strerror(number)) }
