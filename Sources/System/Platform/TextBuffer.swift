/// UTF-8 text under construction: quick at numbers with a fixed count of decimals, and the same on every machine.
public struct TextBuffer {
    /// The text so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []

    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Hands what is there to `sink` once it is worth a write, and starts anew.
    public mutating func pass(to sink: ([UInt8]) throws -> Void, from count: Int = 1 << 16) rethrows {
        guard bytes.count >= count else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    public mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    public mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    public mutating func append(text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    public mutating func append(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        append(magnitude: value.magnitude, minimumDigits: 1)
    }

    /// A number rounded to `decimals` places, trailing zeros left out; what is not finite becomes 0.
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

    /// A JSON string, quoted and escaped.
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
