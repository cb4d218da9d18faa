import Media
import Rendering

/// Converts the canvas to the samples of a picture, with exposure, contrast, colour, vignette and noise.
///
/// Unsafe buffers: the loops stay within the planes' sizes.
struct Sensor: Sendable {
    private let optics: Optics
    private let colour: ColourDescription
    private let noise: [Float]

    private static let noiseCount = 8192

    init(optics: Optics, colour: ColourDescription, seed: UInt64) {
        self.optics = optics
        self.colour = colour
        var random = RandomSource(seed: seed, stream: 41)
        noise = (0..<Self.noiseCount).map { _ in Float(random.bell() * optics.noise) }
    }

    /// Returns the picture of a canvas. `frame` selects the noise, which differs in every frame.
    func expose(_ canvas: Canvas, frame: Int) -> PictureBuffer {
        var picture = PictureBuffer(width: canvas.width, height: canvas.height, colour: colour)
        let matrix = SampleMatrix(picture.colour)
        var random = RandomSource(seed: UInt64(truncatingIfNeeded: frame), stream: 42)
        let gain = optics.exposure * optics.contrast
        let yRow = matrix.yRow * gain
        let uRow = matrix.uRow * (gain * optics.saturation)
        let vRow = matrix.vRow * (gain * optics.saturation)
        let whole = matrix.yRow.x + matrix.yRow.y + matrix.yRow.z
        let yOffset = matrix.yOffset + whole * 0.5 * (1 - optics.contrast)
        let corners = Corners(width: canvas.width, height: canvas.height, strength: optics.vignette)
        let (width, height, chromaWidth) = (canvas.width, canvas.height, picture.chromaWidth)
        let mask = Self.noiseCount - 1
        let (low, high, chromaHigh): (Float, Float, Float) =
            colour.range == .limited ? (16, 235, 240) : (0, 255, 255)
        canvas.pixels.withUnsafeBufferPointer { pixels in
            noise.withUnsafeBufferPointer { noise in
                picture.y.withUnsafeMutableBufferPointer { luma in
                    for y in 0..<height {
                        let start = random.index(below: Self.noiseCount)
                        let dim = corners.row(y)
                        for x in 0..<width {
                            let p = pixels[y * width + x]
                            let light = dim - corners.columns[x]
                            let value = (p.x * yRow.x + p.y * yRow.y + p.z * yRow.z) * light + yOffset
                            luma[y * width + x] = Self.sample(value + noise[(start + x) & mask], low, high)
                        }
                    }
                }
                picture.u.withUnsafeMutableBufferPointer { u in
                    picture.v.withUnsafeMutableBufferPointer { v in
                        for cy in 0..<(height + 1) / 2 {
                            let start = random.index(below: Self.noiseCount)
                            let upper = 2 * cy * width
                            let lower = min(2 * cy + 1, height - 1) * width
                            let dim = corners.row(2 * cy)
                            for cx in 0..<chromaWidth {
                                let (a, b) = (2 * cx, min(2 * cx + 1, width - 1))
                                let sum = pixels[upper + a] + pixels[upper + b] + pixels[lower + a] + pixels[lower + b]
                                let p = sum * (0.25 * (dim - corners.columns[a]))
                                let grain = noise[(start + cx) & mask] * 0.4
                                let cb = p.x * uRow.x + p.y * uRow.y + p.z * uRow.z + matrix.chromaOffset
                                let cr = p.x * vRow.x + p.y * vRow.y + p.z * vRow.z + matrix.chromaOffset
                                u[cy * chromaWidth + cx] = Self.sample(cb + grain, low, chromaHigh)
                                v[cy * chromaWidth + cx] = Self.sample(cr - grain, low, chromaHigh)
                            }
                        }
                    }
                }
            }
        }
        return picture
    }

    @inline(__always)
    private static func sample(_ value: Float, _ low: Float, _ high: Float) -> UInt8 {
        UInt8(max(low, min(high, value)) + 0.5)
    }

    /// The vignette: the light that reaches each row and column, with less in the corners.
    private struct Corners {
        let columns: [Float]
        private let rows: [Float]

        init(width: Int, height: Int, strength: Float) {
            func falloff(_ count: Int) -> [Float] {
                (0..<count).map { i in
                    let d = (Float(i) + 0.5) / Float(count) * 2 - 1
                    return strength * d * d / 2
                }
            }
            columns = falloff(width)
            rows = falloff(height).map { 1 - $0 }
        }

        func row(_ y: Int) -> Float { rows[y] }
    }
}
