import Media

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
