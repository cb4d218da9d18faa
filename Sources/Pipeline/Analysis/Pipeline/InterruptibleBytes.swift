import Media
import Platform
import Synchronization

/// A clip's bytes with reads that can be interrupted, whatever their source does.
///
/// Bytes that are still arriving are read on another thread. If that thread waits for a stalled download when reads are
/// interrupted, it is abandoned and ends when its read does.
final class InterruptibleBytes: ByteSource {
    private struct Request: Sendable {
        var offset: Int64
        var count: Int
    }

    private let source: any ByteSource
    private let requests = BoundedQueue<Request>(capacity: 1)
    private let answers = BoundedQueue<Result<[UInt8], any Error>>(capacity: 1)
    /// Whether the other thread runs. Each read holds this lock, so reads happen one at a time.
    private let hasThread = Mutex(false)
    /// Whether all reads throw from now on, those of a complete source as well.
    private let isInterrupted = Atomic(false)

    init(_ source: any ByteSource) {
        self.source = source
    }

    var size: Int64? { source.size }

    var isComplete: Bool { source.isComplete }

    /// Reads bytes. Throws `CancellationError` once reads are interrupted.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try hasThread.withLock { hasThread in
            guard !isInterrupted.load(ordering: .acquiring) else { throw CancellationError() }
            guard !source.isComplete else { return try source.read(at: offset, into: buffer) }
            if !hasThread {
                hasThread = true
                BlockingWork.detach("bytes") { [source, requests, answers] in
                    Self.answer(requests, into: answers, from: source)
                }
            }
            guard requests.push(Request(offset: offset, count: buffer.count)), let answer = try answers.pop() else {
                throw CancellationError()
            }
            let bytes = try answer.get()
            buffer.copyBytes(from: bytes)
            return bytes.count
        }
    }

    /// Ends the other thread. Its current read and all later ones throw `CancellationError`.
    func interrupt() {
        isInterrupted.store(true, ordering: .releasing)
        requests.cancel()
        answers.cancel()
    }

    private static func answer(
        _ requests: BoundedQueue<Request>, into answers: BoundedQueue<Result<[UInt8], any Error>>,
        from source: any ByteSource
    ) {
        while let request = try? requests.pop() {
            let bytes = Result {
                try [UInt8](unsafeUninitializedCapacity: request.count) { buffer, count in
                    count = try source.read(at: request.offset, into: UnsafeMutableRawBufferPointer(buffer))
                }
            }
            guard answers.push(bytes) else { return }
        }
    }
}

extension ClipSource {
    /// The same clip, and the bytes that interrupt its reads. Bytes are `nil` for a file, because reads of a file never
    /// wait.
    var interruptible: (clip: ClipSource, bytes: InterruptibleBytes?) {
        switch self {
        case .file: return (self, nil)
        case .bytes(let source, let name):
            let bytes = InterruptibleBytes(source)
            return (.bytes(bytes, name: name), bytes)
        }
    }
}
