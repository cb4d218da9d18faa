package import GPU

/// A failure between loading a model and decoding a frame's detections.
public struct InferenceError: Error, Hashable, Sendable {
    /// The kinds of failure.
    public enum Code: String, Hashable, Sendable {
        /// The model's file or folder doesn't exist or can't be opened.
        case modelMissing
        /// The file is not a complete model.
        case modelUnreadable
        /// The model can be loaded, but its inputs or outputs are not supported.
        case modelUnsupported
        /// The model's classes don't match its outputs, or none of them is known.
        case classMismatch
        /// The package's manifest is missing, damaged or contradictory.
        case packageInvalid
        /// The weights don't match the package's checksum.
        case checksumMismatch
        /// A setting is out of range.
        case settingInvalid
        /// The engine's library is missing or can't be used on this machine.
        case engineMissing
        /// The device has too little memory.
        case outOfMemory
        /// The engine failed. The context has its own message.
        case engineFailed
    }

    /// The kind of failure.
    public let code: Code
    /// The problem and its remedy, in one line.
    public let message: String
    /// Details: the inputs concerned, or the engine's own message. May be empty.
    public let context: String

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: the kind of problem.
    ///   - message: the problem and its remedy, in one line.
    ///   - context: details, such as the engine's own message.
    public init(_ code: Code, _ message: String, context: String = "") {
        self.code = code
        self.message = message
        self.context = context
    }
}

extension InferenceError: CustomStringConvertible {
    /// The message, followed by the context in brackets if there is any.
    public var description: String { context.isEmpty ? message : "\(message) (\(context))" }
}

extension InferenceError.Code {
    /// Parts of the messages with which engines and their libraries report that memory has run out, in lower case.
    private static let signsOfNoRoom = [
        "out of memory", "failed to allocate", "bad_alloc", "alloc_failed", "out_of_resources", "out_of_memory",
        "available memory", "cannot allocate", "outofmemory", "cuda failure 2:", "cudaerrormemoryallocation",
    ]

    /// Returns `outOfMemory` if this is `engineFailed` and the engine's message reports that memory has run out;
    /// otherwise returns this code.
    func refined(by words: String) -> Self {
        let lower = words.lowercased()
        return self == .engineFailed && Self.signsOfNoRoom.contains(where: lower.contains) ? .outOfMemory : self
    }
}

extension CUDAError {
    /// Runs `body` and converts a `CUDAError` to an `InferenceError`.
    package static func forInference<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as CUDAError {
            throw InferenceError(
                error.isOutOfMemory ? .outOfMemory : .engineFailed, error.message, context: error.context)
        }
    }
}
