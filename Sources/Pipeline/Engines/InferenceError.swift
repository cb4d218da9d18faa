package import GPU

/// What went wrong between a model file and a frame's detections.
public struct InferenceError: Error, Hashable, Sendable {
    /// The kinds of failure.
    public enum Code: String, Hashable, Sendable {
        /// No file or folder of that name, or it can't be opened.
        case modelMissing
        /// The file is there, but it isn't a whole model.
        case modelUnreadable
        /// A model that can be read, but whose inputs or outputs nothing here understands.
        case modelUnsupported
        /// The model's classes are not the ones its outputs or the project need.
        case classMismatch
        /// A package whose description is missing, broken or contradicts itself.
        case packageInvalid
        /// The weights are not the ones that the package was made with.
        case checksumMismatch
        /// A setting out of range.
        case settingInvalid
        /// The engine's library is not on this machine, or not one that can be used.
        case engineMissing
        /// The device has no room for what was asked of it.
        case outOfMemory
        /// The engine refused or failed: its own text is in the context.
        case engineFailed
    }

    /// The kind of failure.
    public let code: Code
    /// What is wrong and what to do about it, one line.
    public let message: String
    /// What was being done, and the engine's own words where it had any.
    public let context: String

    /// Makes an error of its parts.
    public init(_ code: Code, _ message: String, context: String = "") {
        self.code = code
        self.message = message
        self.context = context
    }
}

extension InferenceError: CustomStringConvertible {
    public var description: String { context.isEmpty ? message : "\(message) (\(context))" }
}

extension InferenceError.Code {
    /// What engines and the libraries under them say where memory ends.
    private static let signsOfNoRoom = [
        "out of memory", "failed to allocate", "bad_alloc", "alloc_failed", "out_of_resources", "out_of_memory",
        "available memory", "cannot allocate", "outofmemory", "cuda failure 2:", "cudaerrormemoryallocation",
    ]

    /// `outOfMemory` where the engine's own words say so, and this code where they don't.
    func refined(by words: String) -> Self {
        let lower = words.lowercased()
        return self == .engineFailed && Self.signsOfNoRoom.contains(where: lower.contains) ? .outOfMemory : self
    }
}

extension CUDAError {
    /// Runs `body` and turns a `CUDAError` into an `InferenceError`.
    package static func forInference<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as CUDAError {
            throw InferenceError(
                error.isOutOfMemory ? .outOfMemory : .engineFailed, error.message, context: error.context)
        }
    }
}
