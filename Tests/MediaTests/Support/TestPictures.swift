import Media

/// Pictures that say which one they are.
enum TestPictures {
    /// Sixteen bits of `number` as a grid of 4x4 bright and dark cells: it outlives encoding.
    static func numbered(_ number: Int, width: Int = 64, height: Int = 64) -> PictureBuffer {
        var picture = PictureBuffer(width: width, height: height)
        for row in 0..<height {
            for column in 0..<width {
                let bit = row * 4 / height * 4 + column * 4 / width
                picture.y[row * width + column] = number >> bit & 1 == 1 ? 200 : 50
            }
        }
        return picture
    }

    /// The number that a picture says it is.
    static func number(of picture: some Picture) -> Int {
        picture.withPlanes { planes in
            (0..<16).reduce(0) { number, bit in
                let row = (2 * (bit / 4) + 1) * planes.height / 8
                let column = (2 * (bit % 4) + 1) * planes.width / 8
                return planes.y[row * planes.yStride + column] > 125 ? number | 1 << bit : number
            }
        }
    }

    /// Samples that differ everywhere, without any order.
    static func noise(width: Int, height: Int, seed: UInt64, colour: ColourDescription = .bt709Limited) -> PictureBuffer
    {
        var random = SeededRandom(seed: seed)
        var picture = PictureBuffer(width: width, height: height, colour: colour)
        for index in picture.y.indices { picture.y[index] = UInt8.random(in: 16...235, using: &random) }
        for index in picture.u.indices { picture.u[index] = UInt8.random(in: 16...240, using: &random) }
        for index in picture.v.indices { picture.v[index] = UInt8.random(in: 16...240, using: &random) }
        return picture
    }
}

/// SplitMix64: the same numbers on every run.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
