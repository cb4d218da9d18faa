import Analysis
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform
import ServiceLifecycle
import Synchronization
import Synthesis

@testable import ClipWorker
@testable import Miner

/// A server on the loopback with clips, good and bad.
struct ClipHost: Sendable {
    let port: Int

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    /// A second of synthetic football; made once, on a thread that may take its time.
    static let clip = Task { try await made(seconds: 1) }

    /// So many seconds of it that its analysis can be watched.
    static let long = Task { try await made(seconds: 8) }

    private static func made(seconds: Double) async throws -> [UInt8] {
        try await BlockingWork.run("clip") {
            let folder = try TemporaryFolder()
            defer { withExtendedLifetime(folder) {} }
            let path = folder.path("clip.mp4")
            let settings = SyntheticClipSettings(seconds: seconds, seed: 3, width: 320, height: 180, frameRate: 25)
            try SyntheticClip(settings: settings).write(clip: path)
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
    }

    static func run<Result: Sendable>(_ body: @escaping @Sendable (ClipHost) async throws -> Result) async throws
        -> Result
    {
        let clip = try await clip.value
        let router = Router()
        router.get("clip.mp4") { _, _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: clip))) }
        router.get("text.mp4") { _, _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "no clip"))) }
        router.get("garbage.mp4") { _, _ in
            let noise = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: clip.prefix(100) + noise)))
        }
        router.get("metadata") { _, _ in
            Response(status: .found, headers: [.location: "http://169.254.169.254/latest/meta-data"])
        }
        router.get("slow.mp4") { _, _ in
            Response(
                status: .ok, headers: [.contentLength: "\(clip.count)"],
                body: .init { writer in
                    try await writer.write(ByteBuffer(bytes: clip.prefix(clip.count / 2)))
                    await Event.never()
                    try await writer.finish(nil)
                })
        }
        let picture = try Data(contentsOf: URL(fileURLWithPath: KnownPicture.bundled ?? ""))
        router.get("picture.jpg") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "image/jpeg"], body: .init(byteBuffer: ByteBuffer(bytes: picture)))
        }
        router.get("slow-picture.jpg") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "image/jpeg", .contentLength: "\(picture.count)"],
                body: .init { writer in
                    try await writer.write(ByteBuffer(bytes: picture.prefix(picture.count / 2)))
                    await Event.never()
                    try await writer.finish(nil)
                })
        }
        router.get("slow-text.mp4") { _, _ in
            Response(
                status: .ok, headers: [.contentLength: "\(8 << 20)"],
                body: .init { writer in
                    try await writer.write(ByteBuffer(repeating: UInt8(ascii: "a"), count: 4 << 20))
                    await Event.never()
                    try await writer.finish(nil)
                })
        }
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in told.yield(channel.localAddress?.port ?? 0) }, logger: Service.quiet)
        let serving = Task { try await application.run() }
        defer { serving.cancel() }
        guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
        return try await body(ClipHost(port: port))
    }
}
