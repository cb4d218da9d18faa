/// A scaler of one plane of a picture, row by row. Unsafe: it reads and writes through pointers to buffers that the
/// caller sized.
struct PlaneScaler: Hashable, Sendable {
    enum Method: Hashable, Sendable {
        case copy
        /// Exactly half in both directions: means of 2 x 2 samples.
        case halve
        case taps(horizontal: AxisTaps, vertical: AxisTaps)
    }

    let method: Method
    let sourceWidth: Int
    /// The number of samples in a scaled row.
    let width: Int

    /// Chooses the method for a scale, in source samples for each result.
    ///
    /// Up to 2, the scaler interpolates between neighbours. Above 2, it averages the covered samples, so that small
    /// objects don't vanish between samples.
    init(source: (width: Int, height: Int), result: (width: Int, height: Int), scale: (x: Double, y: Double)) {
        sourceWidth = source.width
        width = result.width
        let fits = { (n: Int) in source.width >= n * result.width && source.height >= n * result.height }
        if scale == (1, 1), fits(1) {
            method = .copy
        } else if scale == (2, 2), fits(2) {
            method = .halve
        } else {
            func taps(_ source: Int, _ result: Int, _ scale: Double) -> AxisTaps {
                scale > 2
                    ? .box(from: source, to: result, scale: scale) : .linear(from: source, to: result, scale: scale)
            }
            method = .taps(
                horizontal: taps(source.width, result.width, scale.x),
                vertical: taps(source.height, result.height, scale.y))
        }
    }

    /// Writes one scaled row. `sums` must hold as many values as a source row.
    func row(
        _ index: Int, of plane: UnsafePointer<UInt8>, stride: Int, into result: UnsafeMutablePointer<UInt8>,
        sums: UnsafeMutablePointer<UInt16>
    ) {
        switch method {
        case .copy:
            result.update(from: plane + index * stride, count: width)
        case .halve:
            let first = plane + 2 * index * stride
            RowKernels.halve(first, first + stride, into: result, count: width)
        case .taps(let horizontal, let vertical):
            let first = plane + vertical.starts[index] * stride
            let weights = vertical.weights[(index * vertical.count)..<((index + 1) * vertical.count)]
            var isEmpty = true
            for (tap, weight) in zip(0..., weights) where weight > 0 {
                if isEmpty {
                    RowKernels.weigh(first + tap * stride, by: weight, into: sums, count: sourceWidth)
                } else {
                    RowKernels.add(first + tap * stride, by: weight, to: sums, count: sourceWidth)
                }
                isEmpty = false
            }
            horizontal.starts.withUnsafeBufferPointer { starts in
                horizontal.weights.withUnsafeBufferPointer { weights in
                    guard let starts = starts.baseAddress, let weights = weights.baseAddress else { return }
                    RowKernels.gather(
                        sums, starts: starts, weights: weights, taps: horizontal.count, into: result, count: width)
                }
            }
        }
    }
}
