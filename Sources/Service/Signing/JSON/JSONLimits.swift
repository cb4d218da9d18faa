/// Limits on JSON input, so that a sender cannot determine how much memory is used.
struct JSONLimits: Sendable {
    /// The longest text, in bytes.
    var bytes = 1 << 20
    /// The deepest nesting of arrays and objects.
    var depth = 64
    /// The number of values, including arrays and objects.
    var values = 1 << 16
    /// The largest number of digits of an integer. It equals Python's limit (`sys.int_info.default_max_str_digits`).
    var integerDigits = 4300
}
