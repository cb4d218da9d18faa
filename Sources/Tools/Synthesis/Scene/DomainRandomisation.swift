/// The variation of scenes. Each range is sampled once per scene, and each share is a probability.
public struct DomainRandomisation: Hashable, Sendable {
    /// The distance of the main camera from the middle of the pitch, and its height, in metres.
    var cameraDistance = 66.0...84.0
    var cameraHeight = 14.0...22.0
    /// The offset to the left or right of the halfway line, in metres.
    var cameraOffset = -4.0...4.0
    /// The focal length in picture heights; 2.5 shows about half the length of the pitch.
    var zoom = 1.95...2.25
    /// The roll of the camera, in radians.
    var roll = -0.006...0.006
    /// The share of scenes viewed from behind a goal.
    var behindGoalShare = 0.0
    /// The radial distortion: the share of its distance from the middle by which a point in the corner moves outwards.
    var lensDistortion = 0.0...0.0
    /// The share of scenes with the dimensions of a real pitch; the others have the template's.
    var regulationPitchShare = 1.0
    /// The share of scenes in the sun, and the share of these with a stand's shade across the pitch.
    var sunShare = 0.4
    var crossShadeShare = 0.3
    /// The share of the remaining scenes under floodlight; the others have an overcast sky.
    var floodlightShare = 0.6
    var brightness: ClosedRange<Double> = 0.95...1.05
    var saturation: ClosedRange<Double> = 0.95...1.05
    var contrast: ClosedRange<Double> = 0.98...1.04
    /// The variation of the grass colours from a usual green.
    var grassVariety = 0.35
    /// The width of the mowing stripes, in metres.
    var stripeWidth = 5.0...7.0
    /// The share of scenes with a mowing pattern other than straight stripes across the pitch.
    var unusualMowingShare = 0.15
    /// The wear of grass and paint, from 0 (fresh) to 1 (gone).
    var wear = 0.0...0.5
    var lineWear = 0.0...0.25
    var attendance = 0.7...0.98
    /// The deviation of the blur, in pixels at a height of 720.
    var defocus = 0.45...0.7
    /// The deviation of the sensor's luma noise, on a scale of 255.
    public var noise = 1.0...2.0
    /// The share of scenes taken at less than the full resolution.
    var lowResolutionShare = 0.0
    var overlayShare = 1.0
    var bystanders = 0...0

    /// Creates the ranges of a usual broadcast.
    public init() {}

    /// The variation of usual broadcasts.
    public static let broadcast = DomainRandomisation()

    /// A much wider variation than in broadcasts, for training: cameras, grass, light and defects.
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
