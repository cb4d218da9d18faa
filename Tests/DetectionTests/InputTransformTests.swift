import Media
import ModelTesting
import Testing

@testable import Detection
@testable import Engines

/// The pass over the planes against plain loops in double precision.
@Suite struct InputTransformTests {
    private static func write(_ picture: PictureBuffer, _ transform: InputTransform) -> [UInt8] {
        var tensor = [UInt8](repeating: 77, count: transform.byteCount)
        tensor.withUnsafeMutableBytes { bytes in picture.withPlanes { transform.write($0, into: bytes) } }
        return tensor
    }

    private static func transform(
        _ picture: PictureBuffer, _ layout: InputLayout, _ width: Int, _ height: Int, _ element: TensorElement = .uint8
    ) -> InputTransform {
        InputTransform(
            layout: layout, element: element, modelWidth: width, modelHeight: height, sourceWidth: picture.width,
            sourceHeight: picture.height, colour: picture.colour)
    }

    @Test func halvesIntoSixPlanesExactly() {
        let picture = Fixtures.noise(width: 256, height: 144)
        let tensor = Self.write(picture, Self.transform(picture, .yuv420SpaceToDepth, 128, 96))
        func mean(_ plane: [UInt8], _ width: Int, _ x: Int, _ y: Int) -> UInt8 {
            let sum = [0, 1, width, width + 1].reduce(2) { $0 + Int(plane[2 * y * width + 2 * x + $1]) }
            return UInt8(sum / 4)
        }
        for y in 0..<48 {
            for x in 0..<64 {
                let inside = (6..<42).contains(y)
                for channel in 0..<6 {
                    let value = tensor[(channel * 48 + y) * 64 + x]
                    guard inside else {
                        #expect(value == (channel < 4 ? 114 : 128))
                        continue
                    }
                    let expected =
                        switch channel {
                        case 4: mean(picture.u, 128, x, y - 6)
                        case 5: mean(picture.v, 128, x, y - 6)
                        default: mean(picture.y, 256, 2 * x + channel % 2, 2 * (y - 6) + channel / 2)
                        }
                    #expect(value == expected)
                }
            }
        }
    }

    /// Scales that are no simple ratio keep a flat picture flat and a slope a slope.
    @Test(arguments: [(100, 60), (300, 170), (500, 281), (1001, 563), (64, 36), (33, 21)])
    func scalesSlopesFaithfully(size: (Int, Int)) {
        var picture = Fixtures.flat(width: size.0, height: size.1, yuv: (0, 90, 200))
        for y in 0..<size.1 {
            for x in 0..<size.0 {
                let value = 200 * (Double(x) + 0.5) / Double(size.0) + 50 * (Double(y) + 0.5) / Double(size.1)
                picture.y[y * size.0 + x] = UInt8(value.rounded())
            }
        }
        let transform = Self.transform(picture, .yuv420SpaceToDepth, 128, 96)
        let box = transform.letterbox
        let tensor = Self.write(picture, transform)
        var worst = 0.0
        for y in (box.top + 4)..<(box.top + box.contentHeight - 4) {
            for x in (box.left + 4)..<(box.left + box.contentWidth - 4) {
                let value = Double(tensor[((2 * (y % 2) + x % 2) * 48 + y / 2) * 64 + x / 2])
                let fractionX = (Double(x - box.left) + 0.5) / Double(box.contentWidth)
                let fractionY = (Double(y - box.top) + 0.5) / Double(box.contentHeight)
                worst = max(worst, abs(value - (200 * fractionX + 50 * fractionY)))
            }
        }
        #expect(worst < 1.6)
        #expect(tensor[(4 * 48 + 24) * 64 + 32] == 90)
        #expect(tensor[(5 * 48 + 24) * 64 + 32] == 200)
    }

    /// Small bright things count with their area however far the picture is scaled down.
    @Test func averagesWhatASampleCovers() {
        var picture = Fixtures.flat(width: 640, height: 360, yuv: (0, 128, 128))
        for i in stride(from: 0, to: picture.y.count, by: 5) { picture.y[i] = 250 }
        let transform = Self.transform(picture, .yuv420SpaceToDepth, 128, 96)
        let tensor = Self.write(picture, transform)
        #expect(abs(Int(tensor[24 * 64 + 32]) - 50) <= 1)
    }

    /// Red of every colour space comes out as the same red.
    @Test func bringsEveryColourSpaceToLimited709() {
        let limited709 = (UInt8(63), UInt8(102), UInt8(240))
        for (colour, yuv) in [
            (ColourDescription.bt709Limited, limited709),
            (ColourDescription(matrix: .bt601, range: .limited), (UInt8(81), UInt8(90), UInt8(240))),
            (ColourDescription(matrix: .bt601, range: .full), (UInt8(76), UInt8(85), UInt8(255))),
            (ColourDescription(matrix: .bt709, range: .full), (UInt8(54), UInt8(99), UInt8(255))),
            (ColourDescription(matrix: .bt2020, range: .limited), (UInt8(74), UInt8(97), UInt8(240))),
        ] {
            let picture = Fixtures.flat(width: 128, height: 96, yuv: yuv, colour: colour)
            let tensor = Self.write(picture, Self.transform(picture, .yuv420SpaceToDepth, 64, 32))
            let middle = 8 * 32 + 16
            for (channel, expected) in [(0, limited709.0), (3, limited709.0), (4, limited709.1), (5, limited709.2)] {
                #expect(abs(Int(tensor[channel * 512 + middle]) - Int(expected)) <= 2, "\(colour), \(channel)")
            }
        }
    }

    @Test func writesRedGreenBlueAndTheirOrder() {
        let picture = Fixtures.flat(width: 128, height: 64, yuv: (63, 102, 240))
        let rgb = Self.write(picture, Self.transform(picture, .rgbUnit, 64, 64))
        let bgr = Self.write(picture, Self.transform(picture, .bgrByte, 64, 64))
        let centred = (0..<3).map { Int(rgb[$0 * 4096 + 32 * 64 + 32]) }
        let topLeft = (0..<3).map { Int(bgr[$0 * 4096]) }
        #expect(zip(centred, [255, 0, 0]).allSatisfy { abs($0 - $1) <= 2 })
        #expect(topLeft == centred.reversed())
        #expect(rgb[0] == 114 && bgr[63 * 64] == 114)
    }

    /// OpenCV's `INTER_LINEAR` on the picture in full resolution, chroma between its samples.
    @Test(arguments: [(96, 54, 64), (200, 113, 64), (64, 36, 64), (40, 22, 64), (128, 72, 64)])
    func scalesColoursLinearly(width: Int, height: Int, size: Int) {
        let full = ColourDescription(matrix: .bt601, range: .full)
        let picture = Fixtures.noise(width: width, height: height, colour: full)
        let transform = Self.transform(picture, .rgbUnit, size, size)
        let tensor = Self.write(picture, transform)
        let box = transform.letterbox
        for y in 0..<box.contentHeight {
            for x in 0..<box.contentWidth {
                let position = ((Double(x) + 0.5) * box.scaleX - 0.5, (Double(y) + 0.5) * box.scaleY - 0.5)
                let expected = Reference.colour(picture, at: position)
                for channel in 0..<3 {
                    let value = Double(tensor[channel * size * size + (box.top + y) * size + box.left + x])
                    #expect(abs(value - expected[channel]) < 2, "channel \(channel) at \(x), \(y)")
                }
            }
        }
    }

    /// Odd, tiny and very long pictures fill the whole tensor, in every layout.
    @Test(arguments: [(1, 1), (2, 3), (16, 16), (3, 900), (900, 3), (255, 143)])
    func everySizeFits(size: (Int, Int)) {
        let full = ColourDescription(matrix: .bt601, range: .full)
        let picture = Fixtures.flat(width: size.0, height: size.1, yuv: (200, 128, 128), colour: full)
        for layout in InputLayout.allCases {
            let tensor = Self.write(picture, Self.transform(picture, layout, 64, 32))
            // 77 is what stood there before; 188 is 200 in the limited range.
            #expect(!tensor.contains(77))
            #expect(tensor.contains(layout == .yuv420SpaceToDepth ? 188 : 200))
        }
    }

    @Test func writesFloatsWhereTheEngineWantsThem() {
        let picture = Fixtures.noise(width: 128, height: 72)
        let bytes = Self.write(picture, Self.transform(picture, .rgbUnit, 64, 64))
        let floats = Self.write(picture, Self.transform(picture, .rgbUnit, 64, 64, .float32))
        let values = floats.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        #expect(values.count == bytes.count)
        #expect(zip(values, bytes).allSatisfy { abs($0 - Float($1) / 255) < 1e-6 })
    }
}

/// Full-range BT.601 colours between the pixels of a picture.
private enum Reference {
    static func colour(_ picture: PictureBuffer, at position: (Double, Double)) -> [Double] {
        let x = min(max(position.0, 0), Double(picture.width - 1))
        let y = min(max(position.1, 0), Double(picture.height - 1))
        let (x0, y0) = (Int(x), Int(y))
        var sum = [0.0, 0, 0]
        for (row, wy) in [(y0, 1 - (y - Double(y0))), (min(y0 + 1, picture.height - 1), y - Double(y0))] {
            for (column, wx) in [(x0, 1 - (x - Double(x0))), (min(x0 + 1, picture.width - 1), x - Double(x0))] {
                for (channel, value) in pixel(picture, column, row).enumerated() { sum[channel] += value * wx * wy }
            }
        }
        return sum
    }

    private static func pixel(_ picture: PictureBuffer, _ x: Int, _ y: Int) -> [Double] {
        let luma = Double(picture.y[y * picture.width + x])
        let u = chroma(picture.u, picture, x, y) - 128
        let v = chroma(picture.v, picture, x, y) - 128
        return [luma + 1.402 * v, luma - 0.344136 * u - 0.714136 * v, luma + 1.772 * u].map { min(max($0, 0), 255) }
    }

    private static func chroma(_ plane: [UInt8], _ picture: PictureBuffer, _ x: Int, _ y: Int) -> Double {
        var sum = 0.0
        for (row, wy) in [(y / 2, 0.75), (y / 2 + (y % 2 == 0 ? -1 : 1), 0.25)] {
            for (column, wx) in [(x / 2, 0.75), (x / 2 + (x % 2 == 0 ? -1 : 1), 0.25)] {
                let inside = (min(max(column, 0), picture.chromaWidth - 1), min(max(row, 0), picture.chromaHeight - 1))
                sum += wx * wy * Double(plane[inside.1 * picture.chromaWidth + inside.0])
            }
        }
        return sum
    }
}
