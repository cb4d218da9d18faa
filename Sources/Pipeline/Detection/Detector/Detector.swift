public import Engines
import GPU
public import Media
import Observations
import Synchronization

/// A detector that runs a model package on an engine: pictures in, detections in source pixels out.
public final class Detector: FrameDetector {
    /// The model that this detector runs.
    public let package: ModelPackage
    /// The engine's name, for logs.
    public let engineName: String
    /// The pictures in one run of the network. It is 1 if the network takes only one picture.
    public var batchSize: Int { network.batch }
    /// The number of runs that the engine can have in flight at once.
    public let depth: Int
    /// The width of the network's picture, in pixels.
    public var pictureWidth: Int? { network.width }
    /// The width of the network's picture, in pixels.
    var inputWidth: Int { network.width }
    /// The height of the network's picture, in pixels.
    var inputHeight: Int { network.height }

    private let network: Network
    private let pool: RequestPool
    private let transform = Mutex<InputTransform?>(nil)
    private let gpuTransform = Mutex<GPUTransform?>(nil)
    private let cacheFolder: String?
    /// The largest number of processor threads that decode outputs; 0 = one for each core.
    private let threads: Int

    /// Compiles the model.
    ///
    /// Throws an `InferenceError` if the model doesn't fit its manifest or a setting is out of range.
    public init(package: ModelPackage, settings: DetectorSettings = .init(), engine: any InferenceEngine) throws {
        try settings.validate()
        self.package = package
        engineName = engine.name
        let network = try Network(package: package, settings: settings, engine: engine)
        self.network = network
        cacheFolder = settings.engine.cacheFolder
        threads = settings.engine.threads
        let requests = settings.engine.requests
        depth = requests > 0 ? requests : network.compiled.requests
        let compiled = network.compiled
        // A request of a GPU takes a while to make, and requests don't depend on each other.
        let making = settings.engine.device == .cpu ? 1 : depth
        pool = RequestPool(try (0..<depth).mapSideBySide(threads: making) { _ in try compiled.makeRequest() })
    }

    /// Compiles the model on the engine that the settings name.
    ///
    /// Throws an `InferenceError` if there is no such engine, the model doesn't fit its manifest, or a setting is out
    /// of range.
    public convenience init(package: ModelPackage, settings: DetectorSettings = .init()) throws {
        try self.init(package: package, settings: settings, engine: try settings.engine.makeEngine())
    }

    /// Splits the pictures into batches and starts one run of the network for each batch.
    ///
    /// Blocks while all requests are in use. Throws an `InferenceError` if the engine fails.
    public func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let jobs = try stride(from: 0, to: pictures.count, by: batchSize).map { start in
            try startRun(pictures[start..<min(start + batchSize, pictures.count)])
        }
        return PendingDetections { [pool] in try jobs.flatMap { try pool.finish($0).get() } }
    }

    /// Starts one run on at most one batch of pictures.
    private func startRun(_ pictures: ArraySlice<any Picture>) throws -> DetectionJob {
        let request = pool.take()
        do {
            let there = try writeOnDevice(pictures, for: request)
            let letterboxes = try there?.letterboxes ?? writeOnHost(pictures, for: request)
            try request.start()
            let job = DetectionJob(
                request: request, heads: network.heads, letterboxes: letterboxes,
                kept: there?.kept ?? [], threads: threads)
            pool.add(job)
            return job
        } catch {
            pool.giveBack(request)
            throw error
        }
    }

    private func writeOnHost(
        _ pictures: ArraySlice<any Picture>, for request: any InferenceRequest
    ) throws -> [Letterbox] {
        try request.withInput { tensor in
            try pictures.enumerated().map { index, picture in try write(picture, at: index, into: tensor) }
        }
    }

    /// Writes pictures that are already in the GPU's memory into the input there.
    ///
    /// - Returns: the letterboxes, and in `kept` everything that the GPU reads until the run ends. `nil` if the engine
    ///   runs on another device, or if a picture isn't in its memory.
    private func writeOnDevice(
        _ pictures: ArraySlice<any Picture>, for request: any InferenceRequest
    ) throws -> (letterboxes: [Letterbox], kept: [any Sendable])? {
        let there = pictures.compactMap(\.graphics)
        guard there.count == pictures.count, let tensor = try request.deviceInput(),
            there.allSatisfy({ $0.card === tensor.stream.card }),
            // The kernel for this layout writes bytes only.
            package.manifest.input.layout != .yuv420SpaceToDepth || tensor.element == .uint8
        else { return nil }
        var kept: [any Sendable] = there
        return try CUDAError.forInference {
            let letterboxes = try zip(0..., pictures).map { index, picture in
                let transform = try gpuTransform(for: picture, on: tensor.stream)
                try transform.write(there[index], at: index, into: tensor)
                kept.append(transform)
                return transform.transform.letterbox
            }
            return (letterboxes, kept)
        }
    }

    private func gpuTransform(for picture: any Picture, on stream: CUDAStream) throws -> GPUTransform {
        let transform = transform(for: picture)
        return try gpuTransform.withLock { cached in
            if let cached, cached.transform == transform { return cached }
            let made = try GPUTransform(transform, stream: stream, cacheFolder: cacheFolder)
            cached = made
            return made
        }
    }

    private func write(
        _ picture: any Picture, at index: Int, into tensor: UnsafeMutableRawBufferPointer
    ) throws -> Letterbox {
        let transform = transform(for: picture)
        let size = transform.byteCount
        guard size > 0, tensor.count >= (index + 1) * size else {
            throw InferenceError(
                .modelUnsupported, "\(package.path): this version can't write an input tensor of this type or size",
                context: ForeignModel.list([network.compiled.input]))
        }
        let part = UnsafeMutableRawBufferPointer(rebasing: tensor[(index * size)..<((index + 1) * size)])
        picture.withPlanes { transform.write($0, into: part) }
        if let failure = picture.graphics?.failure {
            throw InferenceError(.engineFailed, "a picture can't be copied from the GPU", context: "\(failure)")
        }
        return transform.letterbox
    }

    /// Returns the transform for pictures of this size and colour.
    ///
    /// One transform serves a whole clip, so only the last one is cached.
    private func transform(for picture: any Picture) -> InputTransform {
        transform.withLock { cached in
            if let cached, cached.fits(picture) { return cached }
            let made = InputTransform(
                layout: package.manifest.input.layout, element: network.compiled.input.element,
                modelWidth: inputWidth, modelHeight: inputHeight, sourceWidth: picture.width,
                sourceHeight: picture.height, colour: picture.colour)
            cached = made
            return made
        }
    }
}
