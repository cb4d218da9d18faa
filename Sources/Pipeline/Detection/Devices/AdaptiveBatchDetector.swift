public import Engines
public import Media
import Observations
import Synchronization

/// Halves the batch when the device runs out of memory, as often as needed, and runs what failed again. The process
/// remembers the batch that fitted.
///
/// The pictures of a run stay in memory until its detections are collected.
public final class AdaptiveBatchDetector: FrameDetector {
    private let device: String
    private let make: @Sendable (_ batchSize: Int) throws -> any FrameDetector
    private let onHalving: @Sendable (_ from: Int, _ to: Int, _ reason: InferenceError) -> Void
    private let current: Mutex<any FrameDetector>

    /// The largest batch that is known to fit, by device.
    private static let remembered = Mutex<[String: Int]>([:])

    /// - Parameters:
    ///   - device: the key under which the batch is remembered, `cuda:0 scorevision-plain`.
    ///   - batchSize: the batch to begin with. A smaller remembered batch takes precedence.
    ///   - onHalving: receives each change to a smaller batch.
    ///   - make: makes a detector for a batch size. Throws an `InferenceError` of the code `outOfMemory` if there is no
    ///     room.
    public init(
        device: String, batchSize: Int,
        onHalving: @escaping @Sendable (_ from: Int, _ to: Int, _ reason: InferenceError) -> Void,
        make: @escaping @Sendable (_ batchSize: Int) throws -> any FrameDetector
    ) throws {
        self.device = device
        self.make = make
        self.onHalving = onHalving
        let start = min(batchSize, Self.remembered.withLock { $0[device] } ?? batchSize)
        current = Mutex(try Self.fitting(start, device: device, make: make, onHalving: onHalving))
    }

    public var batchSize: Int { current.withLock { $0.batchSize } }
    public var depth: Int { current.withLock { $0.depth } }
    public var pictureWidth: Int? { current.withLock { $0.pictureWidth } }

    public func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let detector = current.withLock { $0 }
        let pending: PendingDetections
        do {
            pending = try detector.submit(pictures)
        } catch let error as InferenceError where error.code == .outOfMemory {
            try halve(detector, error)
            return try submit(pictures)
        }
        // Only read, and nobody writes to a clip's frames any more.
        nonisolated(unsafe) let pictures = pictures
        return PendingDetections { [self] in
            do {
                return try pending.wait()
            } catch let error as InferenceError where error.code == .outOfMemory {
                try halve(detector, error)
                return try submit(pictures).wait()
            }
        }
    }

    /// Puts a detector of half the batch in place of the one that failed, unless another run has done so.
    private func halve(_ failed: any FrameDetector, _ reason: InferenceError) throws {
        try current.withLock { current in
            guard current.batchSize >= failed.batchSize else { return }
            let smaller = try Self.half(of: failed.batchSize, device: device, reason)
            onHalving(failed.batchSize, smaller, reason)
            current = try Self.fitting(smaller, device: device, make: make, onHalving: onHalving)
        }
    }

    /// A detector of this batch, or of the largest half of it that there is room for.
    private static func fitting(
        _ batchSize: Int, device: String, make: (Int) throws -> any FrameDetector,
        onHalving: (Int, Int, InferenceError) -> Void
    ) throws -> any FrameDetector {
        do {
            return try make(batchSize)
        } catch let error as InferenceError where error.code == .outOfMemory {
            let smaller = try half(of: batchSize, device: device, error)
            onHalving(batchSize, smaller, error)
            return try fitting(smaller, device: device, make: make, onHalving: onHalving)
        }
    }

    private static func half(of batchSize: Int, device: String, _ reason: InferenceError) throws -> Int {
        guard batchSize > 1 else {
            throw InferenceError(
                .outOfMemory,
                "\(device) has no room for a single picture; set IMG_SIZE lower, or end what else uses it",
                context: reason.context)
        }
        remembered.withLock { $0[device] = min($0[device] ?? .max, batchSize / 2) }
        return batchSize / 2
    }
}
