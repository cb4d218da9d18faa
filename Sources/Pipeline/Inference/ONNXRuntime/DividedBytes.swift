/// Bytes that are written for a network that takes floats: each divided by the same. Unsafe: it writes into memory that the
/// caller sized.
struct DividedBytes {
    var bytes: [UInt8]
    let divisor: Float

    init(count: Int, divisor: Float) {
        bytes = [UInt8](repeating: 0, count: count)
        self.divisor = divisor
    }

    /// Writes the floats, four bytes for each of `bytes`.
    func write(into input: UnsafeMutableRawBufferPointer) {
        let floats = input.bindMemory(to: Float.self)
        for index in bytes.indices { floats[index] = Float(bytes[index]) / divisor }
    }
}
