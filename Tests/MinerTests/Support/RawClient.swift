// Unsafe: hands the storage of arrays to send and recv, with their own counts.
import Foundation

/// A connection that says whatever a test wants, well formed or not.
final class RawClient: Sendable {
    private let descriptor: Int32

    /// Takes over a connection that is there. A read waits `patience` seconds.
    init(descriptor: Int32, patience: Int = 20) {
        self.descriptor = descriptor
        setPatience(patience)
    }

    init(port: Int, patience: Int = 20, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        // The end of the object closes the descriptor, here too; closed twice, it would be somebody else's.
        guard status == 0 else { throw POSIXError(.ECONNREFUSED) }
        setPatience(patience)
    }

    private func setPatience(_ seconds: Int) {
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// All that comes until the other end closes, until nothing came for the whole patience, or until `mark` is in it. Blocks.
    func readAll(until mark: String? = nil) -> String {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { break }
            all += buffer.prefix(count)
            if let mark, String(decoding: all, as: UTF8.self).contains(mark) { break }
        }
        return String(decoding: all, as: UTF8.self)
    }

    /// Whether something has come that is to be read.
    var hasAnswer: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) > 0
    }

    /// Whether something comes, or the other end closes the connection, within some seconds. Blocks.
    func isAnswered(within seconds: Double) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, Int32(seconds * 1000)) != 0
    }

    /// Whether the other end has closed the connection by now.
    var isClosed: Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
        return count == 0 || (count < 0 && errno != EAGAIN)
    }

    /// Ends the connection so that the other end sees a reset.
    func reset() {
        // What was sent must have left before the reset throws it away: 1 ms at a time, until nothing waits to.
        var waiting: Int32 = 0
        while ioctl(descriptor, UInt(TIOCOUTQ), &waiting) == 0, waiting > 0 { poll(nil, 0, 1) }
        var none = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &none, socklen_t(MemoryLayout<linger>.size))
        // Only a close sends it; the number stays ours, so that nobody else's connection is closed later.
        var unspecified = sockaddr()
        unspecified.sa_family = sa_family_t(AF_UNSPEC)
        connect(descriptor, &unspecified, socklen_t(MemoryLayout<sockaddr>.size))
    }

    /// Ends the connection both ways.
    func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
