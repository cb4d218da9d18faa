/// Loops that search for the few values above a threshold. Unsafe: nothing is checked; callers size every buffer.
enum ScanKernels {
    private static let block = 64

    /// Calls `body` with the index of each value above the threshold, in order. NaN is never above the threshold.
    @inline(__always)
    static func forEachAbove(
        _ threshold: Float, in values: UnsafePointer<Float>, count: Int, _ body: (Int) -> Void
    ) {
        var start = 0
        while start < count {
            let end = min(start &+ block, count)
            if isAnyAbove(threshold, values + start, end &- start) {
                for index in start..<end where values[index] > threshold { body(index) }
            }
            start = end
        }
    }

    /// Returns the index of the greatest value above the threshold, the first among equals; `nil` if no value is above
    /// it.
    static func indexOfMaximum(above threshold: Float, in values: UnsafePointer<Float>, count: Int) -> Int? {
        var best = threshold
        var result: Int?
        var start = 0
        while start < count {
            let end = min(start &+ block, count)
            if isAnyAbove(best, values + start, end &- start) {
                for index in start..<end where values[index] > best {
                    best = values[index]
                    result = index
                }
            }
            start = end
        }
        return result
    }

    /// Returns whether any value is above the threshold.
    ///
    /// The compiler vectorises an OR of comparisons, but not a maximum of floats.
    @inline(__always)
    private static func isAnyAbove(_ threshold: Float, _ values: UnsafePointer<Float>, _ count: Int) -> Bool {
        var hits: UInt32 = 0
        for index in 0..<count { hits |= values[index] > threshold ? 1 : 0 }
        return hits != 0
    }
}
