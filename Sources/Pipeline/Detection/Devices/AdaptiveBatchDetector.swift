public import Engines
public import Media
import Observations
import Synchronization

/// A detector that halves its batch size whenever the device runs out of memory, and repeats the failed run.
///
/// The process remembers the batch size that fitted. The pictures of a run stay in memory until its detections are
/// collected.
public final class AdaptiveBatchDetector: FrameDetector {
    private let device: String
    private let make: @Sendable (_ batchSize: Int) throws -> any FrameDetector
    private let onHalving: @Sendable (_ from: Int, _ to: Int, _ reason: InferenceError) -> Void
    private let current: Mutex<any FrameDetector>

    /// The largest batch size that is known to fit, by device.
    private static let remembered = Mutex<[String: Int]>([:])

    /// Makes a detector with the largest batch size that fits.
    ///
    /// Throws an `InferenceError` if the detector can't be made, with the code `outOfMemory` if the device has no
    /// memory for one picture.
    ///
    /// - Parameters:
    ///   - device: the key under which the process remembers the batch size, such as `cuda:0 scorevision-plain`.
    ///   - batchSize: the batch size to begin with. A smaller remembered one takes precedence.
    ///   - onHalving: receives each change to a smaller batch size.
    ///   - make: makes a detector of a batch size. Throws an `InferenceError` with the code `outOfMemory` if the device
    ///     has too little memory.
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

    /// The pictures in one run. It may become smaller between calls.
    public var batchSize: Int { current.withLock { $0.batchSize } }
    /// The depth of the current detector.
    public var depth: Int { current.withLock { $0.depth } }
    /// The width of the network's picture in pixels, as the current detector has it.
    public var pictureWidth: Int? { current.withLock { $0.pictureWidth } }

    /// Submits the pictures, with a smaller batch size if the device runs out of memory.
    ///
    /// Throws an `InferenceError` with the code `outOfMemory` if not even one picture fits.
    public func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let detector = current.withLock { $0 }
        let pending: PendingDetections
        do {
            pending = try detector.submit(pictures)
        } catch let error as InferenceError where error.code == .outOfMemory {
            try halve(detector, error)
            return try submit(pictures)
        }
        // The pictures are only read here, and no one writes to a decoded frame.
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

    /// Replaces the failed detector by one of half the batch size, unless another run has already done so.
    private func halve(_ failed: any FrameDetector, _ reason: InferenceError) throws {
        try current.withLock { current in
            guard current.batchSize >= failed.batchSize else { return }
            let smaller = try Self.half(of: failed.batchSize, device: device, reason)
            onHalving(failed.batchSize, smaller, reason)
            current = try Self.fitting(smaller, device: device, make: make, onHalving: onHalving)
        }
    }

    /// Returns a detector of this batch size, or of the first half, quarter and so on that fits.
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
                "\(device) has too little memory for one picture; lower IMG_SIZE or stop other programs that use it",
                context: reason.context)
        }
        remembered.withLock { $0[device] = min($0[device] ?? .max, batchSize / 2) }
        return batchSize / 2
    }
}
