import Synchronization

/// One run of a network on up to a batch of pictures, from its start to the detections.
final class DetectionJob: Sendable {
    private let request: any InferenceRequest
    private let heads: [any Head]
    private let letterboxes: [Letterbox]
    private let result = Mutex<Result<[FrameDetections], any Error>?>(nil)

    /// One letterbox per picture.
    init(request: any InferenceRequest, heads: [any Head], letterboxes: [Letterbox]) {
        self.request = request
        self.heads = heads
        self.letterboxes = letterboxes
    }

    /// Blocks until the run has ended and is decoded. The first caller decodes and hands back the request.
    func finish(returning giveBack: (any InferenceRequest) -> Void) -> Result<[FrameDetections], any Error> {
        result.withLock { result in
            if let result { return result }
            let decoded = Result { try decode() }
            result = decoded
            giveBack(request)
            return decoded
        }
    }

    private func decode() throws -> [FrameDetections] {
        try request.wait()
        return try request.withOutputs { outputs in
            letterboxes.enumerated().map { index, letterbox in
                heads.map { $0.decode(outputs, picture: index, letterbox: letterbox) }
                    .reduce(FrameDetections()) { $0.merged(with: $1) }
            }
        }
    }
}
