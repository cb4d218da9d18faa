import Engines

/// A network compiled at the size and batch that it accepts, with the heads that decode its outputs.
struct Network: Sendable {
    let compiled: any CompiledModel
    let heads: [any Head]
    let batch: Int
    /// The size of the network's picture, in pixels.
    let width: Int
    let height: Int

    /// Compiles the network.
    ///
    /// Tries the size and batch of the settings first, then a single picture, then the network's own size.
    init(package: ModelPackage, settings: DetectorSettings, engine: any InferenceEngine) throws {
        let model = try engine.load(package.weightsPath)
        let layout = package.manifest.input.layout
        guard let input = model.inputs.first, model.inputs.count == 1,
            let own = layout.pictureSize(shape: input.shape)
        else {
            throw InferenceError(
                .modelUnsupported,
                "\(package.path): its input is not a single picture with the layout \(layout.rawValue)",
                context: "inputs: \(ForeignModel.list(model.inputs))")
        }
        let made = package.manifest.input
        let ownSize = (width: own.width ?? made.width, height: own.height ?? made.height)
        guard [ownSize.width, ownSize.height].allSatisfy(ModelManifest.pictureSides.contains) else {
            throw InferenceError(
                .modelUnsupported,
                "\(package.path): its input picture is \(ownSize.width) x \(ownSize.height); width and height must be "
                    + "from \(ModelManifest.pictureSides.lowerBound) to \(ModelManifest.pictureSides.upperBound)",
                context: "inputs: \(ForeignModel.list(model.inputs))")
        }
        var sizes = [ownSize]
        if let width = settings.imageSize {
            let asked = (width: width, height: settings.height(forWidth: width, grid: made.grid))
            if asked != ownSize { sizes.insert(asked, at: 0) }
        }
        var failure: (any Error)?
        for size in sizes {
            for batch in Set([settings.batchSize, 1]).sorted(by: >) {
                do {
                    let outputs = try model.reshape(
                        input: layout.shape(batch: batch, width: size.width, height: size.height))
                    let context = HeadContext(
                        manifest: package.manifest, outputs: outputs, batch: batch, width: size.width,
                        height: size.height, settings: settings.decoding)
                    heads = try package.manifest.heads.map { try context.makeHead($0) }
                    (self.batch, width, height) = (batch, size.width, size.height)
                } catch let error as InferenceError where error.code == .outOfMemory {
                    throw error
                } catch {
                    failure = error
                    continue
                }
                let divisor = input.element == .uint8 ? nil : layout.byteDivisor ?? 1
                compiled = try model.compile(CompileOptions(byteDivisor: divisor, settings: settings.engine))
                return
            }
        }
        throw failure ?? InferenceError(.modelUnsupported, "\(package.path) can't be compiled")
    }
}
