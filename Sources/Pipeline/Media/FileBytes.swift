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

    /// Opens a file. Throws `fileMissing`, or `fileUnreadable`, which includes folders, pipes and devices.
    public init(path: String) throws {
        // Without O_NONBLOCK, opening a pipe would wait for its writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        closesDescriptor = true
        name = path
        guard descriptor >= 0 else { throw Self.openingError(errno, path: path) }
        try checkIsRegular()
    }

    /// Reads a file that the caller has opened and will close. Throws `fileUnreadable` if it isn't a regular file.
    public init(descriptor: Int32, name: String = "descriptor") throws {
        self.descriptor = descriptor
        self.name = name
        closesDescriptor = false
        try checkIsRegular()
    }

    deinit {
        if closesDescriptor, descriptor >= 0 { close(descriptor) }
    }

    /// The size of the file in bytes; `nil` if the system can't report it.
    public var size: Int64? { status.map { Int64($0.st_size) } }

    /// Copies bytes from `offset` into `buffer` and returns their number; 0 at the end.
    ///
    /// Throws `readFailed` if the system reports an error.
    public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw MediaError(.readFailed, "The file can't be read further.", path: name, detail: systemText(errno))
            }
        }
    }

    private var status: stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    private func checkIsRegular() throws {
        guard let status else {
            throw MediaError(.fileUnreadable, "The file can't be read.", path: name, detail: systemText(errno))
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw MediaError(.fileUnreadable, "The path is a folder; name a video file.", path: name)
        default: throw MediaError(.fileUnreadable, "The path is not a regular file; name a video file.", path: name)
        }
    }

    private static func openingError(_ number: Int32, path: String) -> MediaError {
        switch number {
        case ENOENT, ENOTDIR: MediaError(.fileMissing, "There is no such file; check the path.", path: path)
        case EACCES, EPERM:
            MediaError(.fileUnreadable, "The file's permissions don't allow reading; change them.", path: path)
        default:
            MediaError(.fileUnreadable, "The file can't be opened.", path: path, detail: systemText(number))
        }
    }
}

/// Returns the operating system's message for an error number.
func systemText(_ number: Int32) -> String { String(cString: strerror(number)) }
