import ArgumentParser

extension Evaluate {
    /// Refuses options that don't go together, each with what to do.
    func validate() throws {
        if labelling.labelClip != nil {
            if let option = given(
                ("--players", players), ("--pitch", pitch), ("--mot", mot), ("--truth", truth), ("--clip", clip),
                ("--json", json), ("--html", html)
            ).first {
                throw ValidationError("\(option) measures; leave it out of a run with --label-clip.")
            }
        } else if let option = labelling.given.first {
            throw ValidationError("\(option) belongs to --label-clip.")
        } else if [players, pitch, mot, truth].allSatisfy({ $0 == nil }) {
            throw ValidationError(
                "Give at least one of --players, --pitch, --mot and --truth to measure against, or --label-clip.")
        }
        if truth != nil {
            if results == nil, clip == nil {
                throw ValidationError("--truth needs what is to be measured: --results, or the clip itself as --clip.")
            }
            if let option = given(("--players", players), ("--pitch", pitch), ("--mot", mot)).first {
                throw ValidationError("--truth holds objects, pitch and ids already; leave out \(option).")
            }
        } else if clip != nil {
            throw ValidationError("--clip belongs to --truth.")
        }
        if results != nil, model != nil {
            throw ValidationError("--results is judged without a model; leave out --model.")
        }
        if motRules != nil, mot == nil { throw ValidationError("--mot-rules belongs to --mot.") }
        if trueBoxes || online, mot == nil || results != nil {
            throw ValidationError("--true-boxes and --online are for the tracker: give --mot, and no --results.")
        }
    }

    /// The names of those options that have a value.
    private func given(_ options: (name: String, value: String?)...) -> [String] {
        options.filter { $0.value != nil }.map(\.name)
    }
}
