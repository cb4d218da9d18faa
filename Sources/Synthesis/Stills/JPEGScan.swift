/// The symbols of a picture's coefficients: counted first, then written with the codes made for them.
struct JPEGScan {
    /// Luma and chroma.
    private(set) var frequencies = (
        dc: [[Int]](repeating: [Int](repeating: 0, count: 256), count: 2),
        ac: [[Int]](repeating: [Int](repeating: 0, count: 256), count: 2)
    )
    private(set) var bytes: [UInt8] = []
    private var codes: (dc: [HuffmanCode], ac: [HuffmanCode])?
    private var buffer: UInt32 = 0
    private var filled = 0

    /// Only counts.
    init() {}

    /// Writes.
    init(dc: [HuffmanCode], ac: [HuffmanCode]) {
        codes = (dc, ac)
    }

    /// All blocks in the order of 4:2:0: four of luma, one of each chroma.
    mutating func run(luma: JPEGBlocks, chroma: [JPEGBlocks]) {
        var last = [0, 0, 0]
        for row in 0..<luma.rows / 2 {
            for column in 0..<luma.columns / 2 {
                for (y, x) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                    add(luma, (row * 2 + y) * luma.columns + column * 2 + x, kind: 0, last: &last[0])
                }
                for (index, plane) in chroma.enumerated() {
                    add(plane, row * plane.columns + column, kind: 1, last: &last[index + 1])
                }
            }
        }
        if codes != nil, filled > 0 { put((1 << (8 - UInt32(filled))) - 1, 8 - filled) }
    }

    private mutating func add(_ blocks: JPEGBlocks, _ block: Int, kind: Int, last: inout Int) {
        let start = block * 64
        let difference = Int(blocks.coefficients[start]) - last
        last += difference
        emit(size: Self.size(difference), run: 0, value: difference, kind: kind, isDC: true)
        var zeros = 0
        for k in 1..<64 {
            let value = Int(blocks.coefficients[start + k])
            if value == 0 {
                zeros += 1
                continue
            }
            while zeros > 15 {
                emit(size: 0, run: 15, value: 0, kind: kind, isDC: false)
                zeros -= 16
            }
            emit(size: Self.size(value), run: zeros, value: value, kind: kind, isDC: false)
            zeros = 0
        }
        if zeros > 0 { emit(size: 0, run: 0, value: 0, kind: kind, isDC: false) }
    }

    private mutating func emit(size: Int, run: Int, value: Int, kind: Int, isDC: Bool) {
        let symbol = run << 4 | size
        guard let codes else {
            if isDC { frequencies.dc[kind][symbol] += 1 } else { frequencies.ac[kind][symbol] += 1 }
            return
        }
        let code = (isDC ? codes.dc[kind] : codes.ac[kind]).codes[symbol]
        put(code.bits, code.length)
        // A negative value is stored as the complement of its magnitude.
        if size > 0 { put(UInt32(value < 0 ? value + (1 << size) - 1 : value), size) }
    }

    private mutating func put(_ bits: UInt32, _ length: Int) {
        buffer = buffer << UInt32(length) | bits
        filled += length
        while filled >= 8 {
            let byte = UInt8(truncatingIfNeeded: buffer >> UInt32(filled - 8))
            bytes.append(byte)
            if byte == 0xFF { bytes.append(0) }
            filled -= 8
        }
    }

    private static func size(_ value: Int) -> Int { Int.bitWidth - abs(value).leadingZeroBitCount }
}
