/// Which clip is to be made.
public struct SyntheticClipSettings: Hashable, Sendable {
    public var seconds: Double
    public var seed: UInt64
    /// Pixels, 16 to 8192.
    public var width: Int
    public var height: Int
    /// Frames per second, above 0 up to 240.
    public var frameRate: Double
    /// How far the scene strays from a usual broadcast.
    public var randomisation: DomainRandomisation

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
