import Foundation

/// The bytes of a file during its download. A transfer writes them in any order, and readers wait for those they need.
///
/// `Sendable`, because all state is accessed only while `condition` is locked.
final class ArrivingBytes: @unchecked Sendable {
    /// Signals when a reader waits for a part that no request is fetching. Ends with the transfer.
    let wants: AsyncStream<Void>
    private let file: UnlinkedFile
    private let lengths: ClosedRange<Int64>
    private let condition = NSCondition()
    private let wanting: AsyncStream<Void>.Continuation
    private let start = ContinuousClock.now
    private var state = State()

    private struct State {
        var size: Int64?
        var arrived = ByteRanges()
        /// `nil` if the server does not support ranges.
        var plan: SegmentPlan?
        /// The offset of the last read.
        var position: Int64 = 0
        /// The offset that a reader waits for.
        var awaited: Int64?
        var outcome: Result<Void, DownloadError>?
        var end: ContinuousClock.Instant?
        var finishers: [CheckedContinuation<Void, any Error>] = []
    }

    init(file: UnlinkedFile, lengths: ClosedRange<Int64>) {
        self.file = file
        self.lengths = lengths
        (wants, wanting) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    private func withState<Result>(_ work: (inout State) throws -> Result) rethrows -> Result {
        condition.lock()
        defer { condition.unlock() }
        return try work(&state)
    }
}

// MARK: Reading

extension ArrivingBytes {
    var size: Int64? { withState { $0.size } }

    var progress: DownloadProgress {
        withState { state in
            var isComplete = false
            if case .success = state.outcome { isComplete = true }
            return DownloadProgress(
                received: state.arrived.count, total: state.size,
                time: (state.end ?? .now) - start, isComplete: isComplete)
        }
    }

    /// The error with which the transfer failed.
    var failure: DownloadError? {
        withState { state in
            if case .failure(let error) = state.outcome { error } else { nil }
        }
    }

    /// Reads bytes; see `ByteSource`. Throws the `DownloadError` with which the transfer failed.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard offset >= 0, !buffer.isEmpty else { return 0 }
        let count = try waitForBytes(at: offset, atMost: buffer.count)
        guard count > 0 else { return 0 }
        return try file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    }

    private func waitForBytes(at offset: Int64, atMost count: Int) throws -> Int {
        condition.lock()
        defer { condition.unlock() }
        state.position = offset
        while true {
            if case .failure(let error) = state.outcome { throw error }
            if let size = state.size, offset >= size { return 0 }
            let end = state.arrived.end(of: offset)
            if end > offset { return Int(min(Int64(count), end - offset)) }
            if state.outcome != nil { return 0 }
            state.awaited = offset
            if state.plan?.isOpen(offset) == true { wanting.yield() }
            condition.wait()
            if state.awaited == offset { state.awaited = nil }
        }
    }

    /// Waits until all bytes have arrived. Throws the `DownloadError` with which the transfer failed.
    func finished() async throws {
        try await withCheckedThrowingContinuation { continuation in
            let outcome: Result<Void, DownloadError>? = withState { state in
                if state.outcome == nil { state.finishers.append(continuation) }
                return state.outcome
            }
            if let outcome { continuation.resume(with: outcome.mapError { $0 }) }
        }
    }
}

// MARK: Writing

extension ArrivingBytes {
    /// Called when the server returns part of a file of `size` bytes. The range `taken` is already being fetched.
    func beginParts(size: Int64, taken: Range<Int64>) {
        withState { state in
            state.size = size
            var plan = SegmentPlan(size: size, lengths: lengths)
            plan.take(taken)
            state.plan = plan
            if let awaited = state.awaited, plan.isOpen(awaited) { wanting.yield() }
            condition.broadcast()
        }
    }

    /// Called when the server returns only the whole file. `size` is `nil` if the server does not report it.
    func beginWhole(size: Int64?) {
        withState { state in
            state.size = size
            condition.broadcast()
        }
    }

    /// Returns the part to fetch next, or `nil` if all parts are being fetched.
    func nextPart() -> Range<Int64>? {
        withState { state in state.plan?.next(from: state.awaited ?? state.position) }
    }

    /// Returns the part that a reader waits for, if no request is fetching it.
    func awaitedPart() -> Range<Int64>? {
        withState { state in
            guard let awaited = state.awaited, state.plan?.isOpen(awaited) == true else { return nil }
            return state.plan?.next(from: awaited)
        }
    }

    /// Stores bytes. Bytes that have arrived before must be equal.
    ///
    /// - Throws: `changed` if bytes differ from earlier ones, `cannotStore` if the disk is full.
    func store(_ bytes: [UInt8], at offset: Int64) throws {
        let range = offset..<offset + Int64(bytes.count)
        let known = min(withState { $0.arrived.end(of: offset) }, range.upperBound)
        try bytes.withUnsafeBytes { bytes in
            let old = Int(known - offset)
            if old > 0 { try compare(UnsafeRawBufferPointer(rebasing: bytes[..<old]), at: offset) }
            if old < bytes.count { try file.write(UnsafeRawBufferPointer(rebasing: bytes[old...]), at: known) }
        }
        withState { state in
            state.arrived.insert(range)
            condition.broadcast()
            if let size = state.size, state.arrived.count >= size { wanting.finish() }
        }
    }

    /// Called when all bytes have arrived.
    func finish() { end(.success(())) }

    /// Ends the transfer with an error, and wakes all readers.
    func fail(_ error: DownloadError) { end(.failure(error)) }

    private func compare(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws {
        var kept = [UInt8](repeating: 0, count: bytes.count)
        let count = try kept.withUnsafeMutableBytes { try file.read(at: offset, into: $0) }
        guard count == bytes.count, kept.elementsEqual(bytes) else { throw DownloadError.changedMeanwhile }
    }

    private func end(_ outcome: Result<Void, DownloadError>) {
        let finishers = withState { state in
            // A stopped download stays stopped, even if all bytes have arrived.
            if case .failure = state.outcome { return [CheckedContinuation<Void, any Error>]() }
            state.outcome = outcome
            if state.end == nil { state.end = .now }
            if case .success = outcome { state.size = state.arrived.count }
            wanting.finish()
            condition.broadcast()
            defer { state.finishers = [] }
            return state.finishers
        }
        for finisher in finishers { finisher.resume(with: outcome.mapError { $0 }) }
    }
}
