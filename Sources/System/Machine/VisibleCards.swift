import Foundation

/// Which of a machine's NVIDIA cards CUDA shows to the process, and in what order: `CUDA_VISIBLE_DEVICES`, as NVIDIA's
/// CUDA C++ Programming Guide describes it. The driver's other library, NVML, knows nothing of it.
struct VisibleCards {
    /// Numbers, or beginnings of identifiers; nil = all cards.
    private let wanted: [Substring]?

    init(environment: [String: String]) {
        wanted = environment["CUDA_VISIBLE_DEVICES"]?.split(separator: ",", omittingEmptySubsequences: false)
    }

    /// The places of the cards shown, of cards by their places and identifiers. What is no card hides those after it.
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
