public import Media

/// Draws what was found in a frame onto its picture.
///
/// Sizes follow the height of the picture. What finds no room in a small picture is left out; any size from one pixel on
/// is allowed.
public struct FrameRenderer: Sendable {
    var settings: RenderingSettings

    /// Makes a renderer that draws what the settings ask for.
    public init(settings: RenderingSettings = .init()) {
        self.settings = settings
    }

    /// Draws in place: the pitch first, then boxes, keypoints and labels, and the panels on top.
    public func draw(_ frame: AnnotatedFrame, on picture: inout PictureBuffer) {
        guard picture.width > 0, picture.height > 0 else { return }
        var pen = Pen(width: picture.width, height: picture.height, colour: picture.colour)
        if settings.pitchLines { drawPitchLines(of: frame, with: &pen, on: &picture) }
        if settings.boxes { drawBoxes(of: frame, with: &pen, on: &picture) }
        if settings.keypoints { drawKeypoints(of: frame, with: &pen, on: &picture) }
        if settings.labels { drawLabels(of: frame, with: &pen, on: &picture) }
        if settings.radar { drawRadar(of: frame, with: &pen, on: &picture) }
        if settings.header { drawHeader(of: frame, with: &pen, on: &picture) }
    }
}

/// What is drawn on a frame.
public struct RenderingSettings: Hashable, Sendable {
    var boxes = true
    /// The number above each box.
    var labels = true
    /// The pitch's lines, from the homography.
    var pitchLines = true
    /// The keypoints, each with its vertex number, 1 to 32.
    public var keypoints = true
    /// The pitch from above, in the lower right corner.
    var radar = true
    /// Frame index, time and a legend with counts, in the lower left corner.
    var header = true

    /// Draws everything.
    public init() {}
}

/// What every drawing step needs: a layer to collect shapes on, and the sizes that suit the picture.
struct Pen {
    var layer: CoverageLayer
    let colour: ColourDescription
    /// 1 for a picture 720 pixels high.
    let unit: Double

    init(width: Int, height: Int, colour: ColourDescription) {
        layer = CoverageLayer(width: width, height: height)
        self.colour = colour
        unit = Double(min(height, width * 9 / 16 + 1)) / 720
    }

    var width: Double { Double(layer.width) }
    var height: Double { Double(layer.height) }

    /// The thickness of outlines, pixels.
    var stroke: Double { max(1, (2 * unit).rounded()) }
    /// The height of capitals in labels, pixels: never too small to be read.
    var textSize: Double { max(7, 10 * unit) }

    /// Paints all that was collected since the last time.
    mutating func paint(_ rgb: RGBColour, opacity: Double = 1, onto picture: inout PictureBuffer) {
        layer.paint(SampleColour(rgb, in: colour), opacity: opacity, onto: &picture)
    }
}
