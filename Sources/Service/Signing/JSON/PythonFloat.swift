/// Formats floats like Python's `repr`.
enum PythonFloat {
    /// Formats a JSON number with a fraction or an exponent. Like in Python, numbers that are too large become
    /// `Infinity`.
    static func text(_ number: String) -> String {
        guard let value = Double(number) else { return number }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0.0" }
        // Swift and Python both choose the shortest digits that parse to the same number; only the layout differs.
        let (digits, point) = shortest(value.magnitude)
        guard (-3...16).contains(point) else { return sign + scientific(digits, exponent: point - 1) }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        let whole = digits.prefix(point) + String(repeating: "0", count: max(point - digits.count, 0))
        let fraction = digits.dropFirst(point)
        return sign + whole + "." + (fraction.isEmpty ? "0" : fraction)
    }

    /// Returns the significant digits and the position of the decimal point: the value is `0.digits` times ten to the
    /// power of `point`.
    private static func shortest(_ value: Double) -> (digits: String, point: Int) {
        let parts = value.description.split(separator: "e")
        let halves = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
        let whole = halves.first ?? "", fraction = halves.dropFirst().first ?? ""
        let exponent = parts.dropFirst().first.flatMap { Int($0) } ?? 0
        let all = whole + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leading))
        while digits.last == "0" { digits.removeLast() }
        return (digits, whole.count + exponent - leading)
    }

    private static func scientific(_ digits: String, exponent: Int) -> String {
        let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
        let mantissa = digits.count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
        return mantissa + (exponent < 0 ? "e-" : "e+") + power
    }
}
