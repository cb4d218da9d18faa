import Foundation

/// The NVIDIA cards that CUDA shows to the process, and their order.
///
/// They follow from `CUDA_VISIBLE_DEVICES`, as described in NVIDIA's CUDA C++ Programming Guide. NVML ignores this
/// variable.
struct VisibleCards {
    /// The requested numbers, or prefixes of identifiers; `nil` = all cards.
    private let wanted: [Substring]?

    init(environment: [String: String]) {
        wanted = environment["CUDA_VISIBLE_DEVICES"]?.split(separator: ",", omittingEmptySubsequences: false)
    }

    /// Returns the bus positions of the visible cards.
    ///
    /// An entry that doesn't name exactly one card, or repeats one, hides all later entries.
    ///
    /// - Parameter cards: all cards with their bus positions and identifiers.
    func order(_ cards: [(place: Int, identifier: String?)]) -> [Int] {
        guard let wanted else { return cards.map(\.place) }
        var shown: [Int] = []
        for entry in wanted {
            let name = entry.trimmingCharacters(in: .whitespaces)
            let match = cards.filter { card in
                Int(name).map { $0 == card.place } ?? (!name.isEmpty && card.identifier?.hasPrefix(name) == true)
            }
            guard match.count == 1, !shown.contains(match[0].place) else { break }
            shown.append(match[0].place)
        }
        return shown
    }
}
