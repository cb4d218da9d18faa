import CommandTesting
import Foundation

/// A file system of a few kilobytes, in memory, which only a service of a test sees.
enum SmallDisk {
    /// Where that service sees it.
    static let path = "/mnt"

    /// A service started through this sees it.
    static func wrapper(bytes: Int) -> [String] {
        let script = "mount -t tmpfs -o size=\(bytes) tmpfs \(path) && exec \"$@\""
        return ["/usr/bin/unshare", "-rm", "/bin/sh", "-c", script, "sh"]
    }

    /// Not everybody may mount file systems of his own; containers often forbid it.
    static let canBeMade: Bool = {
        let command = wrapper(bytes: 65536) + ["/bin/true"]
        return (try? Command.run(command[0], Array(command.dropFirst()))) != nil
    }()

    /// Leaves not a byte on it.
    static func fill(of serving: Serving) throws {
        let descriptor = open(filler(of: serving), O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard descriptor >= 0 else { throw POSIXError(.EACCES) }
        defer { close(descriptor) }
        for size in [1 << 16, 1] {
            let block = [UInt8](repeating: 7, count: size)
            while write(descriptor, block, size) > 0 {}
        }
        guard errno == ENOSPC else { throw POSIXError(.EIO) }
    }

    static func empty(of serving: Serving) throws {
        guard unlink(filler(of: serving)) == 0 else { throw POSIXError(.EIO) }
    }

    /// As this process, which sees other file systems, gets at it.
    private static func filler(of serving: Serving) -> String { "/proc/\(serving.pid)/root\(path)/filler" }
}
