import Engines
import Media

/// Writes pictures of one size into a network's input: letterbox, scale and colour in one pass over the planes.
struct InputTransform: Hashable, Sendable {
    let layout: InputLayout
    let letterbox: Letterbox
    /// What the input tensor is made of; floats get what bytes get, divided as the layout says.
    let element: TensorElement
    let colour: ColourDescription

    let scaling: Scaling

    /// What becomes of the planes.
    enum Scaling: Hashable, Sendable {
        /// Each plane by itself; the conversion is nil where the samples are of the layout's colours already.
        case planes(luma: PlaneScaler, chroma: PlaneScaler, ColourConversion?)
        /// As red, green and blue, in full resolution first.
        case colours(ColourScaler.Method, ColourConversion)
    }

    init(
        layout: InputLayout, element: TensorElement, modelWidth: Int, modelHeight: Int, sourceWidth: Int,
        sourceHeight: Int, colour: ColourDescription
    ) {
        self.layout = layout
        self.element = element
        self.colour = colour
        letterbox = Letterbox(
            sourceWidth: sourceWidth, sourceHeight: sourceHeight, modelWidth: modelWidth, modelHeight: modelHeight,
            placement: layout.placement, alignment: layout.alignment)
        let content = (width: letterbox.contentWidth, height: letterbox.contentHeight)
        let scale = (x: letterbox.scaleX, y: letterbox.scaleY)
        let source = (width: sourceWidth, height: sourceHeight)
        guard layout == .yuv420SpaceToDepth else {
            scaling = .colours(
                ColourScaler.Method(source: source, result: content, scale: scale),
                ColourConversion.toRGB(from: colour))
            return
        }
        let chroma = (width: (sourceWidth + 1) / 2, height: (sourceHeight + 1) / 2)
        scaling = .planes(
            luma: PlaneScaler(source: source, result: content, scale: scale),
            chroma: PlaneScaler(source: chroma, result: (content.width / 2, content.height / 2), scale: scale),
            ColourConversion.toLimited709(from: colour))
    }

    /// Whether a picture is of the size and colours that this transform was made for.
    func fits(_ picture: any Picture) -> Bool {
        picture.width == letterbox.sourceWidth && picture.height == letterbox.sourceHeight && picture.colour == colour
    }

    /// Bytes that one picture takes in the input tensor; 0 where the tensor's type can't be written.
    var byteCount: Int {
        if layout == .yuv420SpaceToDepth, element != .uint8 { return 0 }
        return valueCount * element.size
    }

    /// Values that one picture takes in the input tensor.
    var valueCount: Int {
        layout.shape(batch: 1, width: letterbox.modelWidth, height: letterbox.modelHeight).reduce(1, *)
    }
}

/// How a network wants the picture: which planes, in which order, of what range.
public enum InputLayout: String, Hashable, Sendable, Codable, CaseIterable {
    /// `[N, 3, H, W]`: red, green, blue from 0 to 1. Ultralytics.
    case rgbUnit = "rgb-unit"
    /// `[N, 3, H, W]`: blue, green, red from 0 to 255. YOLOX.
    case bgrByte = "bgr-byte"
    /// `[N, 6, H/2, W/2]` bytes: four planes of luma, plane `2 * (y % 2) + (x % 2)` holding the pixels of that parity,
    /// then U and V. Limited range BT.709, as high definition video comes.
    case yuv420SpaceToDepth = "yuv420-s2d"

    /// The tensor's shape for pictures of `width` x `height`.
    func shape(batch: Int, width: Int, height: Int) -> [Int] {
        switch self {
        case .rgbUnit, .bgrByte: [batch, 3, height, width]
        case .yuv420SpaceToDepth: [batch, 6, height / 2, width / 2]
        }
    }

    /// The width and height of the pictures that a tensor of this shape holds; nil = open, or not of this layout. A size
    /// beyond any picture is `Int.max`.
    func pictureSize(shape: [Int?]) -> (width: Int?, height: Int?)? {
        guard shape.count == 4 else { return nil }
        let (scale, channels) = self == .yuv420SpaceToDepth ? (2, 6) : (1, 3)
        guard shape[1] == nil || shape[1] == channels else { return nil }
        func pixels(_ samples: Int) -> Int {
            let (product, overflows) = samples.multipliedReportingOverflow(by: scale)
            return overflows ? .max : product
        }
        return (shape[3].map(pixels), shape[2].map(pixels))
    }

    /// By what bytes are divided to become what the network expects; nil where it takes bytes itself.
    var byteDivisor: Float? {
        switch self {
        case .rgbUnit: 255
        case .bgrByte: 1
        case .yuv420SpaceToDepth: nil
        }
    }

    /// Where the picture stands in the network's.
    var placement: Letterbox.Placement { self == .bgrByte ? .topLeft : .centred }

    /// Of what the picture's edges and size are multiples, so that no chroma sample straddles an edge.
    var alignment: Int { self == .yuv420SpaceToDepth ? 2 : 1 }
}
