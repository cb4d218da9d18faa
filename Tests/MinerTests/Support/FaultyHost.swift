// Unsafe: hands the storage of addresses to bind and accept, with their own sizes.
import Analysis
import Foundation
import Synchronization

/// A server of clips that does what no server should: each path is a way to fail.
final class FaultyHost: Sendable {
    typealias Answer = @Sendable (RawClient, _ clip: [UInt8]) -> Void

    let port: Int
    private let listener: Int32
    private let clip: [UInt8]
    private let answers: [String: Answer]
    private let connections = Mutex<[RawClient]>([])

    /// Runs `body` with it; connections that are left over are ended.
    static func run<Result>(_ answers: [String: Answer] = ways, _ body: (FaultyHost) async throws -> Result)
        async throws
        -> Result
    {
        let host = try await FaultyHost(clip: ClipHost.clip.value, answers: answers)
        defer { host.stop() }
        return try await body(host)
    }

    private init(clip: [UInt8], answers: [String: Answer]) throws {
        self.clip = clip
        self.answers = answers
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        guard status else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        port = Int(in_port_t(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0, let self else {
                    // Closed here, where nobody accepts any more: its number could be another listener's by then.
                    if descriptor >= 0 { close(descriptor) }
                    close(listener)
                    return
                }
                self.take(RawClient(descriptor: descriptor, patience: 150))
            }
        }
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    private func take(_ client: RawClient) {
        connections.withLock { $0.append(client) }
        Thread.detachNewThread { [answers, clip] in
            let request = client.readAll(until: "\r\n\r\n")
            let path = request.split(separator: " ").dropFirst().first?.drop { $0 == "/" }.prefix { $0 != "?" } ?? ""
            answers[String(path)]?(client, clip)
            client.end()
        }
    }

    private func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        connections.withLock { connections in connections.forEach { $0.end() } }
    }

    private static func head(_ length: Int?, _ more: String = "") -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\(length.map { "Content-Length: \($0)\r\n" } ?? "")\(more)\r\n"
    }

    /// A whole clip of those bytes.
    static func giving(_ bytes: [UInt8]) -> Answer {
        { client, _ in _ = client.send(head(bytes.count)) && client.send(bytes) }
    }

    /// By path. None of them answers a challenge in full.
    static let ways: [String: Answer] = [
        "silent": { client, _ in _ = client.readAll() },
        "stall": { client, clip in
            client.send(head(clip.count))
            client.send(Array(clip.prefix(clip.count / 3)))
            _ = client.readAll()
        },
        "reset": { client, clip in
            client.send(head(clip.count))
            client.send(Array(clip.prefix(clip.count / 3)))
            client.reset()
        },
        "longer": { client, clip in
            client.send(head(clip.count + 100_000))
            client.send(clip)
        },
        "shorter": { client, clip in
            client.send(head(100))
            client.send(clip)
        },
        "huge": { client, _ in client.send(head(1 << 50)) },
        "endless": { client, _ in
            // The index, without which nothing can be read, is for ever to come.
            client.send(head(nil))
            client.send([0, 0, 0, 1] + Array("mdat".utf8) + [0, 4, 0, 0, 0, 0, 0, 0])
            let block = [UInt8](repeating: 0, count: 1 << 16)
            while client.send(block) {}
        },
        "garbledHead": { client, _ in client.send("HTTP/1.1 two hundred\r\n\u{0}\u{0}\r\n\r\n") },
        "garbledChunks": { client, _ in client.send(head(nil, "Transfer-Encoding: chunked\r\n") + "zz\r\n\u{1}\u{2}") },
        "headOfManyLines": { client, _ in
            client.send("HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 100_000) + "\r\n")
        },
        "metadata": { client, _ in
            client.send("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data\r\n\r\n")
        },
        "circle": { client, _ in client.send("HTTP/1.1 302 Found\r\nLocation: /circle\r\n\r\n") },
        "file": { client, _ in client.send("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n") },
    ]
}
