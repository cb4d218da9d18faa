// Unsafe: passes the storage of arrays to read and send, with their own counts.
import CProcess
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One end of the connection between the service and a worker. Its calls block, so run them on threads of their own.
package final class WorkerConnection: Sendable {
    private let descriptor: Int32
    private let sending = Mutex(())

    /// Takes ownership of the descriptor and closes it at the end.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Creates a connected pair: the service's end, and the descriptor for the worker. Throws `workerFailed`.
    package static func pair() throws -> (WorkerConnection, Int32) {
        var ends: [Int32] = [-1, -1]
        let status = scorevision_socket_pair(&ends)
        guard status == 0 else {
            throw ChallengeFailure(
                .workerFailed, "Cannot create a connection to a worker: \(String(cString: strerror(status))).")
        }
        return (WorkerConnection(descriptor: ends[0]), ends[1])
    }

    /// Sends a complete message. Returns `false` if the other end no longer reads.
    @discardableResult
    package func send(_ message: WorkerMessage) -> Bool {
        sending.withLock { _ in sendAll(message.header) && sendAll(message.payload) }
    }

    /// Returns the next message, or `nil` at the end of the connection or if the data is not a message that `sender`
    /// may send.
    package func receive(from sender: WorkerMessage.Sender) -> WorkerMessage? {
        guard let header = receive(count: WorkerMessage.headerLength),
            let (kind, length) = WorkerMessage.read(header: header, from: sender),
            let payload = receive(count: length)
        else { return nil }
        return WorkerMessage(kind, payload: payload)
    }

    /// Closes the connection in both directions, which wakes all blocked callers.
    func shut() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func sendAll(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                scorevision_send(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private func receive(count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes[filled...].withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return nil }
            filled += got
        }
        return bytes
    }
}
