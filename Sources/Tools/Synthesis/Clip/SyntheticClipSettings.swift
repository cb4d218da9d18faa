import Foundation

/// Which clip is to be made.
public struct SyntheticClipSettings: Hashable, Sendable {
    /// The clip's length.
    public var seconds: Double
    /// What decides everything that is random.
    public var seed: UInt64
    /// Pixels, 16 to 8192.
    public var width: Int
    /// The height of a frame in pixels.
    public var height: Int
    /// Frames per second, above 0 up to 240.
    public var frameRate: Double
    /// How far the scene strays from a usual broadcast.
    public var randomisation: DomainRandomisation

    /// Makes settings.
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

    /// At least one.
    public var frameCount: Int { max(1, Int((seconds * frameRate).rounded())) }

    /// Throws with the first setting that makes no sense.
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

/// Why a clip or a set of frames can't be made.
public struct SynthesisError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of error it is.
    public enum Code: String, Hashable, Sendable {
        case invalidSetting
        case cannotWrite
        case invalidTruth
    }

    let code: Code
    /// What is wrong and what to do.
    public let message: String
    /// The setting's name, or the path.
    public let context: String

    /// Makes an error.
    public init(code: Code, message: String, context: String) {
        self.code = code
        self.message = message
        self.context = context
    }

    /// The message.
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
