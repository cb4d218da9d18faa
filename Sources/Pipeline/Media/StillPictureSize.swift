/// The size that the header of a JPEG or PNG file states.
public struct StillPictureSize: Hashable, Sendable {
    /// The width in pixels.
    public let width: Int
    /// The height in pixels.
    public let height: Int

    /// Reads the header and decodes nothing. `nil` if the bytes don't begin like a JPEG or PNG file or have no size.
    public init?(of bytes: [UInt8]) {
        guard let place = Self.jpegPlace(bytes) ?? Self.pngPlace(bytes) else { return nil }
        width = Self.number(bytes[place.width])
        height = Self.number(bytes[place.height])
    }

    /// The bytes of the two numbers.
    private typealias Place = (width: Range<Int>, height: Range<Int>)

    /// A PNG begins with its signature and the chunk `IHDR` (PNG specification, 5.2 and 11.2.1).
    private static func pngPlace(_ bytes: [UInt8]) -> Place? {
        guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
            bytes[12..<16].elementsEqual("IHDR".utf8)
        else { return nil }
        return (16..<20, 20..<24)
    }

    /// A JPEG consists of segments up to the first scan. The one that starts the frame has the size (ITU-T T.81, B.1.1
    /// and B.2.2).
    private static func jpegPlace(_ bytes: [UInt8]) -> Place? {
        guard bytes.starts(with: [0xff, 0xd8]) else { return nil }
        var place = 2
        while place + 9 <= bytes.count {
            guard bytes[place] == 0xff else { return nil }
            switch bytes[place + 1] {
            case 0xff: place += 1  // A fill byte.
            case 0x01, 0xd0...0xd8: place += 2  // A marker without a segment.
            case 0xc0...0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf:
                return ((place + 7)..<(place + 9), (place + 5)..<(place + 7))
            case 0xd9, 0xda: return nil  // The end, or a scan.
            default:
                let length = number(bytes[(place + 2)..<(place + 4)])
                guard length >= 2 else { return nil }
                place += 2 + length
            }
        }
        return nil
    }

    /// Returns a number whose most significant byte is first.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
