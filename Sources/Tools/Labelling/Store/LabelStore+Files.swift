import Evaluation
import Foundation
import Platform

extension LabelStore {
    /// The contents of the two files with a frame's labels.
    private struct Files {
        var state: State
        var players: Data?
        var pitch: Data?

        var revision: String {
            guard state != .new else { return "" }
            var hash = ContentHash()
            for part in [Data(state.rawValue.utf8), players, pitch] {
                hash.add(part.map { Data("\($0.count):".utf8) + $0 } ?? Data("-".utf8))
            }
            return hash.text
        }
    }

    /// Returns a frame's labels as currently stored on disk, or the result's if none are stored.
    func entry(_ index: Int) throws(LabellingError) -> Entry {
        let frame = try frame(index)
        let files = try files(index)
        let labels = files.state == .new ? try found(index) : try parsed(files, index)
        return Entry(frame: frame, state: files.state, revision: files.revision, labels: labels)
    }

    /// Writes a frame's labels, as finished labels or as a draft.
    ///
    /// - Parameters:
    ///   - labels: The labels of the frame.
    ///   - isDone: Whether the labels are finished.
    ///   - revision: The revision that the change is based on; `nil` overwrites any version.
    ///   - index: The frame index.
    /// - Throws: `changedMeanwhile` if the stored labels have another revision, and `invalidLabels`.
    func save(
        _ labels: FrameLabels, isDone: Bool, revision: String?, at index: Int
    ) throws(LabellingError) -> Entry {
        let frame = try frame(index)
        let labels = try labels.checked(width: identity.width, height: identity.height)
        if let revision, try files(index).revision != revision {
            throw LabellingError(
                .changedMeanwhile, "Another program or window changed the labels of frame \(index).",
                context: folder.labels(.players, index))
        }
        let texts = labels.texts(width: identity.width, height: identity.height)
        if isDone {
            try putAmongTruth(texts, index)
        } else {
            try putAmongDrafts(texts, index)
        }
        let files = try files(index)
        return Entry(frame: frame, state: files.state, revision: files.revision, labels: labels)
    }

    private func putAmongTruth(_ texts: FrameLabels.Texts, _ index: Int) throws(LabellingError) {
        // The labels are written before the picture, because a picture without labels would mean that it shows nothing.
        for (kind, text) in [(LabelFolder.Kind.players, texts.players), (.pitch, texts.pitch)] {
            if kind == .pitch, text.isEmpty {
                try folder.remove([folder.picture(.pitch, index), folder.labels(.pitch, index)])
                continue
            }
            try folder.write(Data(text.utf8), to: folder.labels(kind, index))
            let picture = folder.picture(kind, index)
            if try folder.contents(picture) == nil { try folder.write(try pictureData(index), to: picture) }
        }
        try folder.remove(LabelFolder.Kind.allCases.map { folder.draft($0, index) })
    }

    private func putAmongDrafts(_ texts: FrameLabels.Texts, _ index: Int) throws(LabellingError) {
        try folder.write(Data(texts.players.utf8), to: folder.draft(.players, index))
        if texts.pitch.isEmpty {
            try folder.remove([folder.draft(.pitch, index)])
        } else {
            try folder.write(Data(texts.pitch.utf8), to: folder.draft(.pitch, index))
        }
        try folder.remove(
            LabelFolder.Kind.allCases.flatMap { [folder.picture($0, index), folder.labels($0, index)] })
    }

    private func pictureData(_ index: Int) throws(LabellingError) -> Data {
        do {
            return try shelf.picture(of: index)
        } catch {
            throw error as? LabellingError ?? LabellingError(.unreadable, "\(error)")
        }
    }

    private func files(_ index: Int) throws(LabellingError) -> Files {
        let done = Files(
            state: .done, players: try folder.contents(folder.labels(.players, index)),
            pitch: try folder.contents(folder.labels(.pitch, index)))
        if done.players != nil || done.pitch != nil { return done }
        let draft = Files(
            state: .draft, players: try folder.contents(folder.draft(.players, index)),
            pitch: try folder.contents(folder.draft(.pitch, index)))
        return draft.players != nil || draft.pitch != nil ? draft : Files(state: .new)
    }

    private func parsed(_ files: Files, _ index: Int) throws(LabellingError) -> FrameLabels {
        func label(_ kind: LabelFolder.Kind, _ data: Data?) throws(LabellingError) -> YOLOLabel? {
            guard let data else { return nil }
            do {
                let path = files.state == .done ? folder.labels(kind, index) : folder.draft(kind, index)
                return try YOLOLabel(bytes: [UInt8](data), source: path)
            } catch {
                throw LabellingError(.unreadable, "The labels of frame \(index) cannot be read: \(error)")
            }
        }
        return FrameLabels(
            players: try label(.players, files.players), pitch: try label(.pitch, files.pitch),
            width: identity.width, height: identity.height
        ).clipped(width: identity.width, height: identity.height)
    }
}
