/// How far the scenes of a set may differ: each range is drawn from once per scene, each share is a probability.
public struct DomainRandomisation: Hashable, Sendable {
    /// The main camera: metres from the middle of the pitch, and above it.
    var cameraDistance = 66.0...84.0
    var cameraHeight = 14.0...22.0
    /// Metres to the left or right of the half-way line.
    var cameraOffset = -4.0...4.0
    /// The focal length in picture heights; 2.5 shows about half of the pitch's length.
    var zoom = 1.95...2.25
    /// Radians.
    var roll = -0.006...0.006
    /// Of the scenes, how many are seen from behind a goal.
    var behindGoalShare = 0.0
    /// A point in the corner moves outwards by this part of its distance from the middle.
    var lensDistortion = 0.0...0.0
    /// Of the scenes, how many have the measures of a real pitch; the others have the template's.
    var regulationPitchShare = 1.0
    /// Of the scenes, how many are in the sun, and of these, how many have a stand's shade across the pitch.
    var sunShare = 0.4
    var crossShadeShare = 0.3
    /// Of the rest, how many are floodlit; the others have an overcast sky.
    var floodlightShare = 0.6
    var brightness: ClosedRange<Double> = 0.95...1.05
    var saturation: ClosedRange<Double> = 0.95...1.05
    var contrast: ClosedRange<Double> = 0.98...1.04
    /// How far the colours of the grass stray from a usual green.
    var grassVariety = 0.35
    /// Metres.
    var stripeWidth = 5.0...7.0
    /// Of the scenes, how many are mown in another way than in straight stripes across.
    var unusualMowingShare = 0.15
    /// 0 fresh to 1 gone: grass and paint.
    var wear = 0.0...0.5
    var lineWear = 0.0...0.25
    var attendance = 0.7...0.98
    /// The deviation of blur in pixels at a height of 720, and of noise of 255.
    var defocus = 0.45...0.7
    /// The strength of the sensor's noise.
    public var noise = 1.0...2.0
    /// Of the scenes, how many are taken at less than the full resolution.
    var lowResolutionShare = 0.0
    var overlayShare = 1.0
    var bystanders = 0...0

    /// The ranges for training.
    public init() {}

    /// What a usual broadcast looks like.
    public static let broadcast = DomainRandomisation()

    /// Far wider than broadcasts are, for training: cameras, grass, light, faults.
    public static let wide: DomainRandomisation = {
        var wide = DomainRandomisation()
        wide.cameraDistance = 55...110
        wide.cameraHeight = 9...32
        wide.cameraOffset = -18...18
        wide.zoom = 1.6...5
        wide.roll = -0.03...0.03
        wide.behindGoalShare = 0.12
        wide.lensDistortion = -0.03...0.03
        wide.regulationPitchShare = 0.9
        wide.crossShadeShare = 0.5
        wide.brightness = 0.7...1.25
        wide.saturation = 0.6...1.35
        wide.contrast = 0.85...1.2
        wide.grassVariety = 1
        wide.stripeWidth = 3...11
        wide.unusualMowingShare = 0.5
        wide.wear = 0...1
        wide.lineWear = 0...0.6
        wide.attendance = 0...1
        wide.defocus = 0.3...1.6
        wide.noise = 0.3...5
        wide.lowResolutionShare = 0.2
        wide.overlayShare = 0.7
        wide.bystanders = 0...8
        return wide
    }()
}
