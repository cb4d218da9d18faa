@testable import Shots

/// A wide wall of random cells that a camera sees a part of: a stand-in for a stadium.
struct SketchedScene {
    private static let width = 400
    private static let height = 60
    private let luma: [Double]
    private let blue: UInt8
    private let red: UInt8

    /// Each seed has another pattern and other colours.
    init(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0xD1B5_4A32_D192_ED03
        func next() -> Double {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Double(state >> 40) / Double(1 << 24)
        }
        let (width, height) = (Self.width, Self.height)
        // Patches of some cells, and some noise on them, so that a movement by part of a cell changes things little.
        let patches = (0..<(width / 3 + 2) * (height / 3 + 2)).map { _ in next() }
        blue = UInt8(100 + 40 * next())
        red = UInt8(100 + 40 * next())
        let base = 60 + 80 * next()
        luma = (0..<width * height).map { i in
            base + 60 * (patches[i / width / 3 * (width / 3 + 2) + i % width / 3] - 0.5) + 8 * (next() - 0.5)
        }
    }

    /// What the camera sees `x` and `y` cells from the scene's corner.
    func view(x: Double, y: Double = 10, brighter: Double = 0, isMirrored: Bool = false) -> FrameSignature {
        let (width, height) = (Self.width, Self.height)
        var cells: [UInt8] = []
        for row in 0..<FrameSignature.rows {
            for column in 0..<FrameSignature.columns {
                let across = isMirrored ? FrameSignature.columns - 1 - column : column
                let place = min(max(x + Double(across), 0), Double(width - 2))
                let start = min(max(Int(y) + row, 0), height - 1) * width + Int(place)
                let part = place - Double(Int(place))
                let value = luma[start] * (1 - part) + luma[start + 1] * part + brighter
                cells.append(UInt8(min(max(value, 0), 255)))
            }
        }
        let count = cells.count
        return FrameSignature(
            luma: cells, blue: [UInt8](repeating: blue, count: count), red: [UInt8](repeating: red, count: count))
    }

    /// A mixture of two pictures.
    static func mixed(_ a: FrameSignature, _ b: FrameSignature, share: Double) -> FrameSignature {
        let luma = zip(a.luma, b.luma).map { UInt8((Double($0) * (1 - share) + Double($1) * share).rounded()) }
        // The chroma of one of them is enough for luma's sake.
        return FrameSignature(
            luma: luma, blue: [UInt8](repeating: 128, count: luma.count),
            red: [UInt8](repeating: 128, count: luma.count))
    }
}
