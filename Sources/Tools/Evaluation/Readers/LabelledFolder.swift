/// A folder of pictures in `images/` with YOLO labels in `labels/`, under the same names with the extension `.txt`.
public struct LabelledFolder: Sendable {
    /// One picture and its labels.
    public struct Item: Hashable, Sendable {
        /// The picture's name without its extension.
        public var name: String
        /// The path of the picture.
        public var imagePath: String
        /// The path of the labels; `nil` if there are none, which means that the picture shows no object.
        public var labelPath: String?

        /// Reads the label. Throws `EvaluationError` with the line of the label file.
        public func label() throws(EvaluationError) -> YOLOLabel {
            guard let labelPath else { return YOLOLabel(rows: []) }
            return try YOLOLabel(path: labelPath)
        }
    }

    /// The path of the folder.
    public let path: String
    /// The pictures, by name.
    public let items: [Item]

    private static let imageEndings: Set<String> = ["jpg", "jpeg", "png", "bmp", "webp"]

    /// Lists the pictures. Throws `EvaluationError` if `images` or `labels` is missing, or if there are no pictures or no
    /// labels of them.
    public init(path: String) throws(EvaluationError) {
        let images = path + "/images"
        let labels = path + "/labels"
        for folder in [images, labels] where !TextFile.isFolder(folder) {
            throw EvaluationError(
                .notFound, "A labelled folder contains images/ and labels/; this one is missing.", source: folder)
        }
        let labelled = Set(try TextFile.names(in: labels))
        var items: [Item] = []
        for image in try TextFile.names(in: images) {
            let stem = TextFile.stem(of: image)
            guard stem != image, Self.imageEndings.contains(image.dropFirst(stem.count + 1).lowercased()) else {
                continue
            }
            let label = stem + ".txt"
            items.append(
                Item(
                    name: stem, imagePath: "\(images)/\(image)",
                    labelPath: labelled.contains(label) ? "\(labels)/\(label)" : nil))
        }
        guard !items.isEmpty else {
            throw EvaluationError(.notFound, "This folder contains no pictures.", source: images)
        }
        guard items.contains(where: { $0.labelPath != nil }) else {
            throw EvaluationError(.notFound, "None of the pictures in images/ has labels here.", source: labels)
        }
        self.path = path
        self.items = items
    }
}

extension LabelledFolder {
    /// Returns the pictures that are frames of a clip, by frame index.
    ///
    /// - Parameter clip: The clip's file name, if it is known. If the folder contains frames of several clips, the
    ///   frames named after this clip are returned. If no picture is named after it, all must belong to the same clip.
    /// - Throws: `EvaluationError` if the frame indices cannot be determined.
    public func frames(of clip: String?) throws(EvaluationError) -> [(index: Int, item: Item)] {
        var clips: [String: [(index: Int, item: Item)]] = [:]
        var unnumbered: [Item] = []
        for item in items {
            guard let name = FrameName(item.name) else {
                unnumbered.append(item)
                continue
            }
            clips[name.clip, default: []].append((name.index, item))
        }
        let frames: [(index: Int, item: Item)]
        if let clip, let own = clips[FrameName.clip(of: clip)] {
            frames = own
        } else if let only = clips.first?.value, clips.count == 1, unnumbered.isEmpty {
            frames = only
        } else if let item = unnumbered.first {
            throw EvaluationError(
                .malformed,
                "The name of a frame must end in its number, as in match_000123; the name of this picture does not.",
                source: item.imagePath)
        } else {
            let names = clips.keys.sorted().prefix(3).joined(separator: ", ")
            throw EvaluationError(
                .malformed,
                "The folder contains frames of \(clips.count) clips (\(names)…), and none is named after "
                    + "\(clip.map { "the result's challenge_id, \"\($0)\"" } ?? "the result"). "
                    + "Put the clip's frames into a separate folder.",
                source: path)
        }
        let sorted = frames.sorted { $0.index < $1.index }
        for (frame, next) in zip(sorted, sorted.dropFirst()) where frame.index == next.index {
            throw EvaluationError(
                .malformed, "Two pictures belong to frame \(frame.index).", source: next.item.imagePath)
        }
        return sorted
    }
}
