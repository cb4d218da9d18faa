/// Loops that convert rows of samples to other colours. Unsafe: nothing is checked; callers size every buffer.
enum ColourKernels {
    /// Converts three rows of `count` samples. The results may be the source rows.
    static func convert(
        y: UnsafePointer<UInt8>, u: UnsafePointer<UInt8>, v: UnsafePointer<UInt8>,
        into result: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>),
        conversion: ColourConversion, count: Int
    ) {
        let (first, second, third) = result
        let m = conversion.coefficients
        let (m0, m1, m2, m3, m4, m5, m6, m7, m8) = (m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8])
        let (o0, o1, o2) = (conversion.offsets[0], conversion.offsets[1], conversion.offsets[2])
        let yOffset = conversion.yOffset
        for i in 0..<count {
            let (a, b, c) = (Int32(y[i]) &- yOffset, Int32(u[i]) &- 128, Int32(v[i]) &- 128)
            let (x0, x1, x2) = (m0 &* a &+ m1 &* b, m3 &* a &+ m4 &* b, m6 &* a &+ m7 &* b)
            first[i] = byte(x0 &+ m2 &* c, o0)
            second[i] = byte(x1 &+ m5 &* c, o1)
            third[i] = byte(x2 &+ m8 &* c, o2)
        }
    }

    /// Converts rows of luma that share one row of chroma, all in place. Each row has `count` samples.
    static func convertInPlace(
        luma: [UnsafeMutablePointer<UInt8>], u: UnsafeMutablePointer<UInt8>, v: UnsafeMutablePointer<UInt8>,
        conversion: ColourConversion, count: Int
    ) {
        let m = conversion.coefficients
        let (m0, m1, m2) = (m[0], m[1], m[2])
        let (offset, yOffset) = (conversion.offsets[0], conversion.yOffset)
        for row in luma {
            for i in 0..<count {
                let sum = m0 &* (Int32(row[i]) &- yOffset) &+ m1 &* (Int32(u[i]) &- 128) &+ m2 &* (Int32(v[i]) &- 128)
                row[i] = byte(sum, offset)
            }
        }
        // Grey has no chroma in any of the matrices, so chroma doesn't depend on luma.
        let (m4, m5, m7, m8) = (m[4], m[5], m[7], m[8])
        let (uOffset, vOffset) = (conversion.offsets[1], conversion.offsets[2])
        for i in 0..<count {
            let (b, c) = (Int32(u[i]) &- 128, Int32(v[i]) &- 128)
            u[i] = byte(m4 &* b &+ m5 &* c, uOffset)
            v[i] = byte(m7 &* b &+ m8 &* c, vOffset)
        }
    }

    /// Computes `sums = 3 * near + far`.
    static func blend(
        near: UnsafePointer<UInt8>, far: UnsafePointer<UInt8>, into sums: UnsafeMutablePointer<UInt16>, count: Int
    ) {
        for i in 0..<count { sums[i] = 3 &* UInt16(near[i]) &+ UInt16(far[i]) }
    }

    /// Writes two samples for each of `count` sums: 3/4 of the sum itself and 1/4 of its neighbour, rounded as in
    /// libjpeg.
    static func doubleWidth(_ sums: UnsafePointer<UInt16>, into result: UnsafeMutablePointer<UInt8>, count: Int) {
        let last = count - 1
        result[0] = UInt8(truncatingIfNeeded: (4 &* sums[0] &+ 8) &>> 4)
        result[2 * last + 1] = UInt8(truncatingIfNeeded: (4 &* sums[last] &+ 7) &>> 4)
        for i in 0..<last {
            let (left, right) = (sums[i], sums[i &+ 1])
            result[2 &* i &+ 1] = UInt8(truncatingIfNeeded: (3 &* left &+ right &+ 7) &>> 4)
            result[2 &* i &+ 2] = UInt8(truncatingIfNeeded: (3 &* right &+ left &+ 8) &>> 4)
        }
    }

    /// Scales a row along x, in units of `1 << LinearTaps.shift`. `step` is 0 for rows of one sample.
    static func stretch(
        _ row: UnsafePointer<UInt8>, taps: LinearTaps, step: Int, into result: UnsafeMutablePointer<Int32>, count: Int
    ) {
        taps.starts.withUnsafeBufferPointer { starts in
            taps.weights.withUnsafeBufferPointer { weights in
                for i in 0..<count {
                    let at = row + starts[i]
                    let (first, second) = (Int32(at[0]), Int32(at[step]))
                    result[i] = (first &<< LinearTaps.shift) &+ (second &- first) &* weights[i]
                }
            }
        }
    }

    /// Interpolates between two rows that were scaled along x.
    static func mix(
        _ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>, weight: Int32,
        into result: UnsafeMutablePointer<UInt8>, count: Int
    ) {
        let rest = (1 &<< LinearTaps.shift) &- weight
        let half: Int32 = 1 &<< (2 &* LinearTaps.shift &- 1)
        for i in 0..<count {
            let sum = first[i] &* rest &+ second[i] &* weight &+ half
            result[i] = UInt8(truncatingIfNeeded: sum &>> (2 &* LinearTaps.shift))
        }
    }

    @inline(__always)
    private static func byte(_ sum: Int32, _ offset: Int32) -> UInt8 {
        let half: Int32 = 1 &<< (ColourConversion.shift &- 1)
        let value = ((sum &+ half) &>> ColourConversion.shift) &+ offset
        return UInt8(truncatingIfNeeded: min(max(value, 0), 255))
    }
}
