import CUDA

extension CUDAError {
    /// Runs `body`, whose failures become what a network's other failures are.
    static func forInference<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as CUDAError {
            throw InferenceError(
                error.isOutOfMemory ? .outOfMemory : .engineFailed, "CUDA failed to \(error.doing)",
                context: error.words)
        }
    }
}
