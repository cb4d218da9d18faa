import Media

/// A matrix for Y, U and V in integers: `result = (coefficients * (y - yOffset, u - 128, v - 128) >> shift) + offset`.
struct ColourConversion: Hashable, Sendable {
    static let shift: Int32 = 13

    /// The value subtracted from luma first.
    let yOffset: Int32
    /// The matrix, row-major 3 x 3, times `1 << shift`.
    let coefficients: [Int32]
    /// The value added to each result at the end.
    let offsets: [Int32]

    /// Returns the conversion to full-range red, green and blue.
    static func toRGB(from colour: ColourDescription) -> ColourConversion {
        ColourConversion(colour, matrix: Matrix.rgb(from: colour), offsets: [0, 0, 0])
    }

    /// Returns the conversion to limited-range BT.709; `nil` if the samples already have these colours.
    static func toLimited709(from colour: ColourDescription) -> ColourConversion? {
        guard colour != .bt709Limited else { return nil }
        let matrix = Matrix.product(Matrix.limited709, Matrix.rgb(from: colour))
        return ColourConversion(colour, matrix: matrix, offsets: [16, 128, 128])
    }

    private init(_ colour: ColourDescription, matrix: [Double], offsets: [Int32]) {
        yOffset = colour.range == .limited ? 16 : 0
        coefficients = matrix.map { Int32(($0 * Double(1 << Self.shift)).rounded()) }
        self.offsets = offsets
    }
}

/// The matrices of ITU-R BT.601, BT.709 and BT.2020. They follow from the weights of red and blue in luma.
private enum Matrix {
    static func weights(_ matrix: ColourMatrix) -> (red: Double, blue: Double) {
        switch matrix {
        case .bt601: (0.299, 0.114)
        case .bt709: (0.2126, 0.0722)
        case .bt2020: (0.2627, 0.0593)
        }
    }

    /// Returns the matrix from luma and chroma without offsets to RGB, 0 to 255.
    static func rgb(from colour: ColourDescription) -> [Double] {
        let (red, blue) = weights(colour.matrix)
        let green = 1 - red - blue
        let y = colour.range == .limited ? 255.0 / 219 : 1
        let c = colour.range == .limited ? 255.0 / 224 : 1
        return [
            y, 0, c * 2 * (1 - red),
            y, -c * 2 * (1 - blue) * blue / green, -c * 2 * (1 - red) * red / green,
            y, c * 2 * (1 - blue), 0,
        ]
    }

    /// The matrix from RGB, 0 to 255, to limited-range BT.709 without its offsets.
    static let limited709: [Double] = {
        let (red, blue) = weights(.bt709)
        let green = 1 - red - blue
        let y = 219.0 / 255
        let u = 224.0 / 255 / (2 * (1 - blue))
        let v = 224.0 / 255 / (2 * (1 - red))
        return [
            y * red, y * green, y * blue,
            -u * red, -u * green, u * (1 - blue),
            v * (1 - red), -v * green, -v * blue,
        ]
    }()

    static func product(_ a: [Double], _ b: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: 9)
        for row in 0..<3 {
            for column in 0..<3 {
                for k in 0..<3 { result[row * 3 + column] += a[row * 3 + k] * b[k * 3 + column] }
            }
        }
        return result
    }
}
