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
    public func shape(batch: Int, width: Int, height: Int) -> [Int] {
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
