import Engines

/// A decoder of a network's outputs.
protocol Head: Sendable {
    /// Returns the detections in picture `index` of the batch, in source pixels.
    func decode(_ outputs: [TensorView], picture index: Int, letterbox: Letterbox) -> FrameDetections
}

/// The information from which a head is made: the network's outputs at one input size.
struct HeadContext {
    let manifest: ModelManifest
    let outputs: [TensorDescription]
    let batch: Int
    /// The size of the network's picture, in pixels.
    let width: Int
    let height: Int
    let settings: DecodingSettings

    var classes: [ModelClass] { manifest.classes.map { ModelClass($0) } }

    /// Makes a head of a kind.
    ///
    /// Throws an `InferenceError` with the code `modelUnsupported` if the outputs don't have the shapes of such a head.
    func makeHead(_ kind: HeadKind) throws -> any Head {
        switch kind {
        case .centreHeatMap: try HeatMapHead(self)
        case .ultralyticsDetect, .ultralyticsPose: try UltralyticsHead(self, kind: kind)
        case .yolox: try YOLOXHead(self)
        }
    }

    /// Returns the index of the only output. Throws unless there is exactly one output and it has the expected shape.
    func onlyOutput(_ expected: [Int], kind: HeadKind) throws -> Int {
        guard outputs.count == 1, outputs[0].fixedShape == expected else { throw mismatch("\(expected)", kind) }
        return 0
    }

    /// Returns the index of a named output. Throws unless it exists and has the expected shape.
    func output(_ name: String, _ expected: [Int], kind: HeadKind) throws -> Int {
        guard let index = outputs.firstIndex(where: { $0.name == name }), outputs[index].fixedShape == expected else {
            throw mismatch("'\(name)' \(expected)", kind)
        }
        return index
    }

    private func mismatch(_ expected: String, _ kind: HeadKind) -> InferenceError {
        InferenceError(
            .modelUnsupported,
            "\(manifest.name): unknown outputs; a \(kind.rawValue) head at \(width) x \(height) needs \(expected)",
            context: "outputs: \(ForeignModel.list(outputs))")
    }
}
