import ArgumentParser
import Evaluation

extension Evaluate {
    /// Rejects options that cannot be combined, and says what to do instead.
    func validate() throws {
        if labelling.labelClip != nil {
            if let option = given(
                ("--players", players.first), ("--pitch", pitch.first), ("--mot", mot), ("--truth", truth),
                ("--clip", clip), ("--json", json), ("--html", html)
            ).first {
                throw ValidationError("\(option) cannot be combined with --label-clip.")
            }
        } else if let option = labelling.given.first {
            throw ValidationError("\(option) needs --label-clip.")
        } else if [players.first, pitch.first, mot, truth].allSatisfy({ $0 == nil }) {
            throw ValidationError(
                "Give at least one of --players, --pitch, --mot and --truth, or --label-clip.")
        }
        if truth != nil {
            if results == nil, clip == nil {
                throw ValidationError("--truth needs something to evaluate: --results, or the clip as --clip.")
            }
            let others = given(("--players", players.first), ("--pitch", pitch.first), ("--mot", mot))
            if let option = others.first {
                throw ValidationError("--truth already contains objects, pitch and ids; omit \(option).")
            }
        } else if clip != nil {
            throw ValidationError("--clip needs --truth.")
        }
        for (option, folders) in [("--players", players), ("--pitch", pitch)] {
            if let folder = FolderNames.repeated(in: folders) {
                throw ValidationError("\(option) has the folder \(folder) twice; give each folder once.")
            }
        }
        if byMatch, players.isEmpty && pitch.isEmpty || results != nil {
            throw ValidationError("--by-match applies to the model: give --players or --pitch without --results.")
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
