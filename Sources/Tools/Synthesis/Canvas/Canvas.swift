/// The picture while it is drawn: one colour per pixel, and who is seen there.
struct Canvas: Sendable {
    let width: Int
    let height: Int
    /// Row by row; the alpha of a canvas has no meaning.
    var pixels: [Colour]
    /// 0 for the scene, else the number that `Figure`s were drawn with.
    var owners: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = [Colour](repeating: Colour(grey: 0), count: width * height)
        owners = [UInt8](repeating: 0, count: width * height)
    }

    /// Starts a new frame with one colour.
    mutating func clear(_ colour: Colour) {
        pixels.withUnsafeMutableBufferPointer { $0.update(repeating: colour) }
        owners.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
}
