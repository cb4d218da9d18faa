import Engines
import Media

/// A transform that writes pictures of one size into a network's input: letterbox, scaling and colour in one pass over
/// the planes.
struct InputTransform: Hashable, Sendable {
    let layout: InputLayout
    let letterbox: Letterbox
    /// The element type of the input tensor. Floats are the bytes divided as the layout requires.
    let element: TensorElement
    let colour: ColourDescription

    let scaling: Scaling

    /// The processing of the planes.
    enum Scaling: Hashable, Sendable {
        /// Each plane is scaled by itself. The conversion is `nil` if the samples already have the layout's colours.
        case planes(luma: PlaneScaler, chroma: PlaneScaler, ColourConversion?)
        /// The picture is first converted to red, green and blue at full resolution.
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

    /// Returns whether a picture has the size and colours that this transform was made for.
    func fits(_ picture: any Picture) -> Bool {
        picture.width == letterbox.sourceWidth && picture.height == letterbox.sourceHeight && picture.colour == colour
    }

    /// The bytes of one picture in the input tensor; 0 if this version can't write the tensor's type.
    var byteCount: Int {
        if layout == .yuv420SpaceToDepth, element != .uint8 { return 0 }
        return valueCount * element.size
    }

    /// The number of values of one picture in the input tensor.
    var valueCount: Int {
        layout.shape(batch: 1, width: letterbox.modelWidth, height: letterbox.modelHeight).reduce(1, *)
    }
}

/// The layout of a network's input picture: planes, order and range.
public enum InputLayout: String, Hashable, Sendable, Codable, CaseIterable {
    /// `[N, 3, H, W]`: red, green, blue from 0 to 1. Used by Ultralytics.
    case rgbUnit = "rgb-unit"
    /// `[N, 3, H, W]`: blue, green, red from 0 to 255. Used by YOLOX.
    case bgrByte = "bgr-byte"
    /// `[N, 6, H/2, W/2]` bytes: four planes of luma, then U and V.
    ///
    /// Luma plane `2 * (y % 2) + (x % 2)` holds the pixels of that parity. The colours are limited-range BT.709, as in
    /// high-definition video.
    case yuv420SpaceToDepth = "yuv420-s2d"

    /// Returns the tensor's shape for pictures of `width` x `height`.
    func shape(batch: Int, width: Int, height: Int) -> [Int] {
        switch self {
        case .rgbUnit, .bgrByte: [batch, 3, height, width]
        case .yuv420SpaceToDepth: [batch, 6, height / 2, width / 2]
        }
    }

    /// Returns the width and height of the pictures in a tensor of this shape.
    ///
    /// An open dimension is `nil`, and the result is `nil` if the shape doesn't fit this layout. A size that overflows
    /// is `Int.max`.
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

    /// The number that divides bytes to give the values that the network expects; `nil` if the network takes bytes.
    var byteDivisor: Float? {
        switch self {
        case .rgbUnit: 255
        case .bgrByte: 1
        case .yuv420SpaceToDepth: nil
        }
    }

    /// The position of the picture in the network's picture.
    var placement: Letterbox.Placement { self == .bgrByte ? .topLeft : .centred }

    /// The number that the picture's edges and size are multiples of, so that no chroma sample straddles an edge.
    var alignment: Int { self == .yuv420SpaceToDepth ? 2 : 1 }
}
