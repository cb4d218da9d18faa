import Foundation

/// The settings of a synthetic clip.
public struct SyntheticClipSettings: Hashable, Sendable {
    /// The length of the clip, in seconds.
    public var seconds: Double
    /// The seed of all random numbers.
    public var seed: UInt64
    /// The width of a frame in pixels, 16 to 8192.
    public var width: Int
    /// The height of a frame in pixels, 16 to 8192.
    public var height: Int
    /// The frame rate in frames per second, above 0 and up to 240.
    public var frameRate: Double
    /// The variation of the scene.
    public var randomisation: DomainRandomisation

    /// Creates settings.
    public init(
        seconds: Double = 10, seed: UInt64 = 1, width: Int = 1280, height: Int = 720, frameRate: Double = 25,
        randomisation: DomainRandomisation = .broadcast
    ) {
        self.seconds = seconds
        self.seed = seed
        self.width = width
        self.height = height
        self.frameRate = frameRate
        self.randomisation = randomisation
    }

    /// The number of frames, at least one.
    public var frameCount: Int { max(1, Int((seconds * frameRate).rounded())) }

    /// Throws an error for the first setting that is out of range.
    func validate() throws(SynthesisError) {
        let size = 16...8192
        guard size.contains(width) else { throw .setting("width", "\(width)", allowed: "16 to 8192 pixels") }
        guard size.contains(height) else { throw .setting("height", "\(height)", allowed: "16 to 8192 pixels") }
        guard frameRate > 0, frameRate <= 240 else {
            throw .setting("frame rate", "\(frameRate)", allowed: "above 0, up to 240 frames a second")
        }
        guard seconds > 0, seconds <= 86_400 else {
            throw .setting("seconds", "\(seconds)", allowed: "above 0, up to 86400")
        }
    }
}

/// An error in creating a clip or a set of frames.
public struct SynthesisError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of errors.
    public enum Code: String, Hashable, Sendable {
        /// A setting is out of range.
        case invalidSetting
        /// A file cannot be written.
        case cannotWrite
        /// A truth file is invalid.
        case invalidTruth
    }

    let code: Code
    /// The problem and its solution.
    public let message: String
    /// The name of the setting, or the path.
    public let context: String

    /// Creates an error.
    public init(code: Code, message: String, context: String) {
        self.code = code
        self.message = message
        self.context = context
    }

    /// The message.
    public var description: String { message }

    static func setting(_ name: String, _ given: String, allowed: String) -> SynthesisError {
        SynthesisError(
            code: .invalidSetting, message: "\(name) is \(given); it must be \(allowed).", context: name)
    }

    static func cannotWrite(_ path: String, _ reason: any Error) -> SynthesisError {
        SynthesisError(
            code: .cannotWrite, message: "\(path) cannot be written: \(reason.localizedDescription)", context: path)
    }
}
