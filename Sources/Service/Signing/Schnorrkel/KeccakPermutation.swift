// Unsafe: modifies 25 lanes in place, with constant indices below 25.

/// Keccak-f[1600] (FIPS 202, section 3), implemented by following the lanes along the pi step.
enum KeccakPermutation {
    /// The round constants of iota (FIPS 202, section 3.2.5).
    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]

    /// The lanes in the order in which pi moves them, starting from lane 1, and the rotation of each by rho: the
    /// triangular numbers.
    private static let path: [(lane: Int, turn: UInt64)] = {
        var path: [(lane: Int, turn: UInt64)] = []
        var x = 1, y = 0
        for step in 1...24 {
            (x, y) = (y, (2 * x + 3 * y) % 5)
            path.append((x + 5 * y, UInt64(step * (step + 1) / 2 % 64)))
        }
        return path
    }()

    /// Permutes 25 lanes in place. Lane (x, y) is at index `x + 5 * y`.
    static func permute(_ lanes: UnsafeMutablePointer<UInt64>) {
        let path = path
        for constant in roundConstants {
            theta(lanes)
            var carried = lanes[1]
            for (lane, turn) in path {
                let next = lanes[lane]
                lanes[lane] = carried << turn | carried >> (64 - turn)
                carried = next
            }
            chi(lanes)
            lanes[0] ^= constant
        }
    }

    @inline(__always)
    private static func theta(_ lanes: UnsafeMutablePointer<UInt64>) {
        let c0 = lanes[0] ^ lanes[5] ^ lanes[10] ^ lanes[15] ^ lanes[20]
        let c1 = lanes[1] ^ lanes[6] ^ lanes[11] ^ lanes[16] ^ lanes[21]
        let c2 = lanes[2] ^ lanes[7] ^ lanes[12] ^ lanes[17] ^ lanes[22]
        let c3 = lanes[3] ^ lanes[8] ^ lanes[13] ^ lanes[18] ^ lanes[23]
        let c4 = lanes[4] ^ lanes[9] ^ lanes[14] ^ lanes[19] ^ lanes[24]
        let d0 = c4 ^ (c1 << 1 | c1 >> 63), d1 = c0 ^ (c2 << 1 | c2 >> 63), d2 = c1 ^ (c3 << 1 | c3 >> 63)
        let d3 = c2 ^ (c4 << 1 | c4 >> 63), d4 = c3 ^ (c0 << 1 | c0 >> 63)
        for row in stride(from: 0, to: 25, by: 5) {
            lanes[row] ^= d0
            lanes[row + 1] ^= d1
            lanes[row + 2] ^= d2
            lanes[row + 3] ^= d3
            lanes[row + 4] ^= d4
        }
    }

    @inline(__always)
    private static func chi(_ lanes: UnsafeMutablePointer<UInt64>) {
        for row in stride(from: 0, to: 25, by: 5) {
            let a0 = lanes[row], a1 = lanes[row + 1], a2 = lanes[row + 2], a3 = lanes[row + 3], a4 = lanes[row + 4]
            lanes[row] = a0 ^ (~a1 & a2)
            lanes[row + 1] = a1 ^ (~a2 & a3)
            lanes[row + 2] = a2 ^ (~a3 & a4)
            lanes[row + 3] = a3 ^ (~a4 & a0)
            lanes[row + 4] = a4 ^ (~a0 & a1)
        }
    }
}
