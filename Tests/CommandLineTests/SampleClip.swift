import Media

/// A small clip for tests: a green field on which dark upright bars walk to the right.
enum SampleClip {
    static func write(to path: String, frames: Int, width: Int = 640, height: Int = 360) throws {
        let writer = try VideoWriter(path: path, width: width, height: height, frameRate: FrameRate(25))
        var picture = PictureBuffer(width: width, height: height)
        picture.u = [UInt8](repeating: 100, count: picture.u.count)
        picture.v = [UInt8](repeating: 105, count: picture.v.count)
        let field = [UInt8](repeating: 110, count: picture.y.count)
        for index in 0..<frames {
            picture.y = field
            for bar in 0..<5 {
                let left = (width * (bar + 1) / 7 + index * 2) % max(1, width - 12)
                for row in height / 3..<min(height, height / 3 + 30) {
                    for column in left..<min(width, left + 12) { picture.y[row * width + column] = 40 }
                }
            }
            try writer.append(picture, time: Double(index) / 25)
        }
        try writer.finish()
    }
}
