/// How much JSON is read before it is refused: what comes from outside must not decide how much is kept.
struct JSONLimits: Sendable {
    var bytes = 1 << 20
    /// Arrays and objects within each other.
    var depth = 64
    /// Values in all, containers counted.
    var values = 1 << 16
    /// Digits of an integer: Python reads no more (`sys.int_info.default_max_str_digits`).
    var integerDigits = 4300
}
