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
