/// A folder of pictures with YOLO labels: `images/` and, by the same names with `.txt`, `labels/`.
public struct LabelledFolder: Sendable {
    /// One picture and its labels.
    public struct Item: Hashable, Sendable {
        /// The picture's name without its ending.
        public var name: String
        /// The picture's file.
        public var imagePath: String
        /// nil where there are no labels: nothing is in the picture.
        public var labelPath: String?

        /// - Throws: `EvaluationError` with the label file's line.
        public func label() throws(EvaluationError) -> YOLOLabel {
            guard let labelPath else { return YOLOLabel(rows: []) }
            return try YOLOLabel(path: labelPath)
        }
    }

    /// The folder.
    public let path: String
    /// By name.
    public let items: [Item]

    private static let imageEndings: Set<String> = ["jpg", "jpeg", "png", "bmp", "webp"]

    /// - Throws: `EvaluationError` where there is no `images` or no `labels` folder, or no picture.
    public init(path: String) throws(EvaluationError) {
        let images = path + "/images"
        let labels = path + "/labels"
        for folder in [images, labels] where !TextFile.isFolder(folder) {
            throw EvaluationError(
                .notFound, "A labelled folder holds images/ and labels/; this one is missing.", source: folder)
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
            throw EvaluationError(.notFound, "There is no picture in this folder.", source: images)
        }
        self.path = path
        self.items = items
    }
}

extension LabelledFolder {
    /// The pictures that are frames of a clip, by frame index.
    ///
    /// - Parameter clip: the clip's file name, where it is known. A folder may hold frames of several clips; then those
    ///   named after this one are taken. If no picture is named after it, all have to be of one clip.
    /// - Throws: `EvaluationError` where it can't be known which frames the pictures are.
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
                "The name of a clip's frame ends in its number, as match_000123 does; that of a picture doesn't.",
                source: item.imagePath)
        } else {
            let names = clips.keys.sorted().prefix(3).joined(separator: ", ")
            throw EvaluationError(
                .malformed,
                "There are frames of \(clips.count) clips here (\(names)…), and none is named after "
                    + "\(clip.map { "the result's challenge_id, \"\($0)\"" } ?? "the result"). "
                    + "Keep the clip's frames in a folder of their own.",
                source: path)
        }
        let sorted = frames.sorted { $0.index < $1.index }
        for (frame, next) in zip(sorted, sorted.dropFirst()) where frame.index == next.index {
            throw EvaluationError(
                .malformed, "Two pictures are frame \(frame.index).", source: next.item.imagePath)
        }
        return sorted
    }
}
