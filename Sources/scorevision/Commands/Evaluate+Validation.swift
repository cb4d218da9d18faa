import ArgumentParser

extension Evaluate {
    /// Rejects options that cannot be combined, and says what to do instead.
    func validate() throws {
        if labelling.labelClip != nil {
            if let option = given(
                ("--players", players), ("--pitch", pitch), ("--mot", mot), ("--truth", truth), ("--clip", clip),
                ("--json", json), ("--html", html)
            ).first {
                throw ValidationError("\(option) cannot be combined with --label-clip.")
            }
        } else if let option = labelling.given.first {
            throw ValidationError("\(option) needs --label-clip.")
        } else if [players, pitch, mot, truth].allSatisfy({ $0 == nil }) {
            throw ValidationError(
                "Give at least one of --players, --pitch, --mot and --truth, or --label-clip.")
        }
        if truth != nil {
            if results == nil, clip == nil {
                throw ValidationError("--truth needs something to evaluate: --results, or the clip as --clip.")
            }
            if let option = given(("--players", players), ("--pitch", pitch), ("--mot", mot)).first {
                throw ValidationError("--truth already contains objects, pitch and ids; omit \(option).")
            }
        } else if clip != nil {
            throw ValidationError("--clip needs --truth.")
        }
        if results != nil, model != nil {
            throw ValidationError("--results is evaluated without a model; omit --model.")
        }
        if motRules != nil, mot == nil { throw ValidationError("--mot-rules needs --mot.") }
        if trueBoxes || online, mot == nil || results != nil {
            throw ValidationError("--true-boxes and --online apply to the tracker: give --mot without --results.")
        }
    }

    /// Returns the names of the options that have a value.
    private func given(_ options: (name: String, value: String?)...) -> [String] {
        options.filter { $0.value != nil }.map(\.name)
    }
}
