/// How far the scenes of a set may differ: each range is drawn from once per scene, each share is a probability.
public struct DomainRandomisation: Hashable, Sendable {
    /// The main camera: metres from the middle of the pitch, and above it.
    public var cameraDistance = 66.0...84.0
    public var cameraHeight = 14.0...22.0
    /// Metres to the left or right of the half-way line.
    public var cameraOffset = -4.0...4.0
    /// The focal length in picture heights; 2.5 shows about half of the pitch's length.
    public var zoom = 1.95...2.25
    /// Radians.
    public var roll = -0.006...0.006
    /// Of the scenes, how many are seen from behind a goal.
    public var behindGoalShare = 0.0
    /// A point in the corner moves outwards by this part of its distance from the middle.
    public var lensDistortion = 0.0...0.0
    /// Of the scenes, how many have the measures of a real pitch; the others have the template's.
    public var regulationPitchShare = 1.0
    /// Of the scenes, how many are in the sun, and of these, how many have a stand's shade across the pitch.
    public var sunShare = 0.4
    public var crossShadeShare = 0.3
    /// Of the rest, how many are floodlit; the others have an overcast sky.
    public var floodlightShare = 0.6
    public var brightness: ClosedRange<Double> = 0.95...1.05
    public var saturation: ClosedRange<Double> = 0.95...1.05
    public var contrast: ClosedRange<Double> = 0.98...1.04
    /// How far the colours of the grass stray from a usual green.
    public var grassVariety = 0.35
    /// Metres.
    public var stripeWidth = 5.0...7.0
    /// Of the scenes, how many are mown in another way than in straight stripes across.
    public var unusualMowingShare = 0.15
    /// 0 fresh to 1 gone: grass and paint.
    public var wear = 0.0...0.5
    public var lineWear = 0.0...0.25
    public var attendance = 0.7...0.98
    /// The deviation of blur in pixels at a height of 720, and of noise of 255.
    public var defocus = 0.45...0.7
    public var noise = 1.0...2.0
    /// Of the scenes, how many are taken at less than the full resolution.
    public var lowResolutionShare = 0.0
    public var overlayShare = 1.0
    public var bystanders = 0...0

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
