/// A Huffman code made for the symbols of one picture, at most 16 bits long (ITU-T T.81, Annex K.2 and C).
struct HuffmanCode {
    /// How many codes there are of each length from 1 to 16.
    let counts: [UInt8]
    /// The symbols, shortest code first.
    let symbols: [UInt8]
    /// By symbol; a length of 0 = the symbol does not occur.
    let codes: [(bits: UInt32, length: Int)]

    /// `frequencies` of the symbols 0 to 255.
    init(frequencies: [Int]) {
        var lengths = Self.lengths(frequencies)
        lengths[256] = 0
        var counts = [Int](repeating: 0, count: 33)
        for length in Self.lengths(frequencies) where length > 0 { counts[length] += 1 }
        Self.limit(&counts)
        symbols = (0..<256).filter { lengths[$0] > 0 }
            .sorted { (lengths[$0], $0) < (lengths[$1], $1) }
            .map { UInt8($0) }
        self.counts = counts[1...16].map { UInt8($0) }
        var codes = [(bits: UInt32, length: Int)](repeating: (0, 0), count: 256)
        var (code, next): (UInt32, Int) = (0, 0)
        for length in 1...16 {
            for _ in 0..<counts[length] {
                codes[Int(symbols[next])] = (code, length)
                code += 1
                next += 1
            }
            code <<= 1
        }
        self.codes = codes
    }

    /// The length of each symbol's code without a limit. Symbol 256 keeps the code of all ones free, which JPEG forbids.
    private static func lengths(_ frequencies: [Int]) -> [Int] {
        var weight = frequencies + [1]
        var length = [Int](repeating: 0, count: 257)
        var members = (0...256).map { [$0] }
        while true {
            let alive = (0...256).filter { weight[$0] > 0 }.sorted { (weight[$0], -$0) < (weight[$1], -$1) }
            guard alive.count > 1 else { return length }
            let (a, b) = (alive[0], alive[1])
            weight[a] += weight[b]
            weight[b] = 0
            members[a] += members[b]
            members[b] = []
            for symbol in members[a] { length[symbol] += 1 }
        }
    }

    /// Shortens codes of more than 16 bits at the cost of shorter ones, and drops the one of symbol 256.
    private static func limit(_ counts: inout [Int]) {
        for length in stride(from: 32, to: 16, by: -1) {
            while counts[length] > 0 {
                var shorter = length - 2
                while counts[shorter] == 0 { shorter -= 1 }
                counts[length] -= 2
                counts[length - 1] += 1
                counts[shorter + 1] += 2
                counts[shorter] -= 1
            }
        }
        if let longest = (1...16).last(where: { counts[$0] > 0 }) { counts[longest] -= 1 }
    }
}
