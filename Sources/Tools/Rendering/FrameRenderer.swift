public import Media

/// Draws the annotations of a frame onto its picture.
///
/// Sizes depend on the height of the picture. In small pictures, elements without enough room are omitted. Any size of
/// at least one pixel is allowed.
public struct FrameRenderer: Sendable {
    var settings: RenderingSettings

    /// Creates a renderer.
    public init(settings: RenderingSettings = .init()) {
        self.settings = settings
    }

    /// Draws in place: the pitch first, then boxes, keypoints and labels, and finally the panels.
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

/// The elements to draw on a frame.
public struct RenderingSettings: Hashable, Sendable {
    var boxes = true
    /// The numbers above the boxes.
    var labels = true
    /// The lines of the pitch, from the homography.
    var pitchLines = true
    /// The keypoints with their vertex numbers, 1 to 32.
    public var keypoints = true
    /// The radar in the lower right corner, which shows the pitch from above.
    var radar = true
    /// The frame index, the time and a legend with counts, in the lower left corner.
    var header = true

    /// Creates settings that draw everything.
    public init() {}
}

/// The state shared by all drawing steps: a layer for shapes, and sizes that suit the picture.
struct Pen {
    var layer: CoverageLayer
    let colour: ColourDescription
    /// The unit of sizes; 1 for a picture 720 pixels high.
    let unit: Double

    init(width: Int, height: Int, colour: ColourDescription) {
        layer = CoverageLayer(width: width, height: height)
        self.colour = colour
        unit = Double(min(height, width * 9 / 16 + 1)) / 720
    }

    var width: Double { Double(layer.width) }
    var height: Double { Double(layer.height) }

    /// The thickness of outlines, in pixels.
    var stroke: Double { max(1, (2 * unit).rounded()) }
    /// The height of capitals in labels, in pixels; always large enough to be legible.
    var textSize: Double { max(7, 10 * unit) }

    /// Paints all shapes collected since the last call.
    mutating func paint(_ rgb: RGBColour, opacity: Double = 1, onto picture: inout PictureBuffer) {
        layer.paint(SampleColour(rgb, in: colour), opacity: opacity, onto: &picture)
    }
}
