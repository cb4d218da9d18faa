import Engines

/// Turns a network's outputs into detections.
protocol Head: Sendable {
    /// What picture `index` of the batch shows, in source pixels.
    func decode(_ outputs: [TensorView], picture index: Int, letterbox: Letterbox) -> FrameDetections
}

/// What a head is made for: a network's outputs at one input size.
struct HeadContext {
    let manifest: ModelManifest
    let outputs: [TensorDescription]
    let batch: Int
    /// The network's picture, in pixels.
    let width: Int
    let height: Int
    let settings: DecodingSettings

    var classes: [ModelClass] { manifest.classes.map { ModelClass($0) } }

    /// Makes a head of the kind; throws where the outputs are not what such a head reads.
    func makeHead(_ kind: HeadKind) throws -> any Head {
        switch kind {
        case .centreHeatMap: try HeatMapHead(self)
        case .ultralyticsDetect, .ultralyticsPose: try UltralyticsHead(self, kind: kind)
        case .yolox: try YOLOXHead(self)
        }
    }

    /// The place of the only output; throws unless it has the shape.
    func onlyOutput(_ expected: [Int], kind: HeadKind) throws -> Int {
        guard outputs.count == 1, outputs[0].fixedShape == expected else { throw mismatch("\(expected)", kind) }
        return 0
    }

    /// The place of a named output; throws unless it has the shape.
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
