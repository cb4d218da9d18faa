/// A buffer for building UTF-8 text. It formats numbers with a fixed number of decimals quickly and identically on
/// every machine.
public struct TextBuffer {
    /// The text so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []

    /// Makes an empty buffer with room for `capacity` bytes.
    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Passes the text to `sink` and empties the buffer, if it has at least `count` bytes. Rethrows the error of
    /// `sink`.
    public mutating func pass(to sink: ([UInt8]) throws -> Void, from count: Int = 1 << 16) rethrows {
        guard bytes.count >= count else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Appends a static string.
    public mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a byte.
    public mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends a string.
    public mutating func append(text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends an integer in decimal.
    public mutating func append(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        append(magnitude: value.magnitude, minimumDigits: 1)
    }

    /// Appends a number rounded to `decimals` places, without trailing zeros. A number that is infinite, NaN or too
    /// large becomes 0.
    public mutating func append(_ value: Double, decimals: Int) {
        var unit: UInt = 1
        for _ in 0..<decimals { unit *= 10 }
        let scaled = (value * Double(unit)).rounded()
        guard scaled.isFinite, scaled.magnitude < 1e15 else { return append(0) }
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        let magnitude = UInt(scaled.magnitude)
        append(magnitude: magnitude / unit, minimumDigits: 1)
        var fraction = magnitude % unit
        guard fraction > 0 else { return }
        var places = decimals
        while fraction % 10 == 0 {
            fraction /= 10
            places -= 1
        }
        bytes.append(UInt8(ascii: "."))
        append(magnitude: fraction, minimumDigits: places)
    }

    /// Appends a JSON string with quotation marks and escapes.
    public mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                append("\\u00")
                append(hexDigit: byte >> 4)
                append(hexDigit: byte & 15)
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(hexDigit digit: UInt8) {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }

    private mutating func append(magnitude: UInt, minimumDigits: Int) {
        let start = bytes.count
        var rest = magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        while bytes.count - start < minimumDigits { bytes.append(UInt8(ascii: "0")) }
        bytes[start...].reverse()
    }
}
