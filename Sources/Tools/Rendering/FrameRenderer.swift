public import Media

/// Draws what was found in a frame onto its picture.
///
/// Sizes follow the height of the picture. What finds no room in a small picture is left out; any size from one pixel on
/// is allowed.
public struct FrameRenderer: Sendable {
    public var settings: RenderingSettings

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
