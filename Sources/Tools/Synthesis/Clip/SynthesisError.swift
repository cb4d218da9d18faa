import Foundation

/// Why a clip or a set of frames can't be made.
public struct SynthesisError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        case invalidSetting
        case cannotWrite
        case invalidTruth
    }

    public let code: Code
    /// What is wrong and what to do.
    public let message: String
    /// The setting's name, or the path.
    public let context: String

    public init(code: Code, message: String, context: String) {
        self.code = code
        self.message = message
        self.context = context
    }

    public var description: String { message }

    static func setting(_ name: String, _ given: String, allowed: String) -> SynthesisError {
        SynthesisError(
            code: .invalidSetting, message: "\(name) is \(given); allowed: \(allowed).", context: name)
    }

    static func cannotWrite(_ path: String, _ reason: any Error) -> SynthesisError {
        SynthesisError(
            code: .cannotWrite, message: "\(path) can't be written: \(reason.localizedDescription)", context: path)
    }
}
