/// Loops over rows of samples. Unsafe: nothing is checked; callers size every buffer.
///
/// The compiler can vectorise these loops: they have no branches and no traps, and they read whole words where bytes
/// would need shuffling.
enum RowKernels {
    /// Halves width and height by means of 2 x 2 samples, and splits the columns by parity.
    ///
    /// Writes `count` results each. Reads `4 * count` samples of each row.
    static func halveSplit(
        _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, even: UnsafeMutablePointer<UInt8>,
        odd: UnsafeMutablePointer<UInt8>, count: Int
    ) {
        let a = UnsafeRawPointer(first)
        let b = UnsafeRawPointer(second)
        for i in 0..<count {
            let sums = pairSums(a, b, word: i)
            even[i] = UInt8(truncatingIfNeeded: sums &>> 2)
            odd[i] = UInt8(truncatingIfNeeded: sums &>> 18)
        }
    }

    /// Halves width and height by means of 2 x 2 samples. Writes `count` results.
    static func halve(
        _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, into result: UnsafeMutablePointer<UInt8>,
        count: Int
    ) {
        let a = UnsafeRawPointer(first)
        let b = UnsafeRawPointer(second)
        for i in 0..<(count / 2) {
            let sums = pairSums(a, b, word: i)
            result[2 * i] = UInt8(truncatingIfNeeded: sums &>> 2)
            result[2 * i + 1] = UInt8(truncatingIfNeeded: sums &>> 18)
        }
        guard count % 2 == 1 else { return }
        let x = 2 * (count - 1)
        let sum = UInt32(first[x]) &+ UInt32(first[x + 1]) &+ UInt32(second[x]) &+ UInt32(second[x + 1])
        result[count - 1] = UInt8(truncatingIfNeeded: (sum &+ 2) &>> 2)
    }

    /// Returns two sums of 2 x 2 samples plus 2 for rounding, in the lower and the upper half of a word.
    @inline(__always)
    private static func pairSums(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, word: Int) -> UInt32 {
        let mask: UInt32 = 0x00FF_00FF
        let x = UInt32(littleEndian: a.loadUnaligned(fromByteOffset: 4 &* word, as: UInt32.self))
        let y = UInt32(littleEndian: b.loadUnaligned(fromByteOffset: 4 &* word, as: UInt32.self))
        return (x & mask) &+ ((x &>> 8) & mask) &+ (y & mask) &+ ((y &>> 8) & mask) &+ 0x0002_0002
    }

    /// Splits a row by the parity of the column. Writes `count` results each.
    static func split(
        _ row: UnsafePointer<UInt8>, even: UnsafeMutablePointer<UInt8>, odd: UnsafeMutablePointer<UInt8>, count: Int
    ) {
        let source = UnsafeRawPointer(row)
        for i in 0..<count {
            let pair = UInt16(littleEndian: source.loadUnaligned(fromByteOffset: 2 &* i, as: UInt16.self))
            even[i] = UInt8(truncatingIfNeeded: pair)
            odd[i] = UInt8(truncatingIfNeeded: pair &>> 8)
        }
    }

    /// Computes `sums = weight * row`, in units of 1 / `AxisTaps.unit`.
    static func weigh(
        _ row: UnsafePointer<UInt8>, by weight: UInt16, into sums: UnsafeMutablePointer<UInt16>, count: Int
    ) {
        for i in 0..<count { sums[i] = UInt16(row[i]) &* weight }
    }

    /// Computes `sums += weight * row`.
    static func add(
        _ row: UnsafePointer<UInt8>, by weight: UInt16, to sums: UnsafeMutablePointer<UInt16>, count: Int
    ) {
        for i in 0..<count { sums[i] = sums[i] &+ UInt16(row[i]) &* weight }
    }

    /// Computes the samples of a scaled row from a row's weighted sums.
    static func gather(
        _ sums: UnsafePointer<UInt16>, starts: UnsafePointer<Int>, weights: UnsafePointer<UInt16>, taps: Int,
        into result: UnsafeMutablePointer<UInt8>, count: Int
    ) {
        if taps == 2 {
            for i in 0..<count {
                let source = sums + starts[i]
                let sum =
                    UInt32(source[0]) &* UInt32(weights[2 &* i])
                    &+ UInt32(source[1]) &* UInt32(weights[2 &* i &+ 1])
                result[i] = UInt8(truncatingIfNeeded: (sum &+ 0x8000) &>> 16)
            }
            return
        }
        for i in 0..<count {
            let source = sums + starts[i]
            let weight = weights + taps &* i
            var sum: UInt32 = 0x8000
            for tap in 0..<taps { sum = sum &+ UInt32(source[tap]) &* UInt32(weight[tap]) }
            result[i] = UInt8(truncatingIfNeeded: sum &>> 16)
        }
    }

    /// Converts bytes to floats and multiplies them by `factor`.
    static func widen(
        _ row: UnsafePointer<UInt8>, factor: Float, into result: UnsafeMutablePointer<Float>, count: Int
    ) {
        for i in 0..<count { result[i] = Float(row[i]) * factor }
    }
}
