import Pitch

/// Everything about a scene that stays as it is for the length of a clip.
struct SceneStyle: Sendable {
    var plan: PitchPlan
    var station: CameraStation
    var turf: Turf
    var lighting: Lighting
    var wardrobe: Wardrobe
    var stands: StandStyle
    /// The picture's own faults.
    var optics: Optics
    /// Whether a score and a clock are shown, and in which style.
    var overlay: ScoreOverlay?
    /// Coaches and others off the pitch, who are no part of the truth.
    var bystanders: Int
    var seed: UInt64
}

/// The stands, the boards and the dugouts.
struct StandStyle: Hashable, Sendable {
    /// 0 empty to 1 full.
    var attendance: Double
    var seats: Colour
    var roof: Colour
    /// Whether the boards all show the same colour.
    var uniformBoards: Bool
    /// How bright the crowd and the boards are lit.
    var crowdLight: Colour
    var boardLight: Colour
    /// Whether there is a second tier above the first.
    var upperTier: Bool
}

/// What lens, sensor and processing do to the picture.
struct Optics: Hashable, Sendable {
    /// The deviation of the blur, pixels at a height of 720.
    var defocus: Double
    /// The part of a frame's time that the shutter is open, 0 to 1: the motion blur of a pan.
    var shutter: Double
    /// The deviation of luma noise, of 255.
    var noise: Double
    /// The radial distortion: a point at the corner moves outwards by this part of its distance from the middle.
    var distortion: Double
    /// The picture is taken at this part of its size and enlarged, 0.3 to 1.
    var resolution: Double
    /// Factors on brightness, contrast and colour, 1 = none.
    var exposure: Float
    var contrast: Float
    var saturation: Float
    /// The darkening of the corners, 0 to 1.
    var vignette: Float
}
