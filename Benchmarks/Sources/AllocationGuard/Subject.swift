/// A hot function on material that is always the same.
struct Subject {
    /// Its name in the table and in the file of thresholds.
    let name: String
    /// One call of it, or what the table's figures are of.
    let unit: String
    let work: () -> Void

    /// All of them, in the order of the data, with their material.
    static func all() -> [Subject] { media + inference + pitch + tracking + result }
}

/// Keeps the optimiser from leaving out work whose result nobody looks at.
@inline(never)
func keep<Value>(_ value: Value) {}
