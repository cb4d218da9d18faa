/// Returns the mean of the values that are not NaN; NaN if there are none.
func meanOfNumbers(_ values: some Sequence<Double>) -> Double {
    var sum = 0.0
    var count = 0
    for value in values where !value.isNaN {
        sum += value
        count += 1
    }
    return count > 0 ? sum / Double(count) : .nan
}

/// Returns the value below which a share of ascending values lies, with linear interpolation (NumPy's default).
///
/// - Parameters:
///   - share: The share, 0 to 1.
///   - values: The values, ascending.
/// - Returns: The quantile; NaN if there are no values.
package func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
    guard let last = values.last else { return .nan }
    let place = share * Double(values.count - 1)
    let lower = Int(place)
    guard lower + 1 < values.count else { return last }
    return values[lower] + (values[lower + 1] - values[lower]) * (place - Double(lower))
}

/// Returns a part divided by the whole; NaN if the whole is 0.
func share(_ part: Int, of whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : .nan
}
