/// A folder of pictures with YOLO labels: `images/` and, by the same names with `.txt`, `labels/`.
public struct LabelledFolder: Sendable {
    /// One picture and its labels.
    public struct Item: Hashable, Sendable {
        /// The picture's name without its ending.
        public var name: String
        public var imagePath: String
        /// nil where there are no labels: nothing is in the picture.
        public var labelPath: String?

        /// - Throws: `EvaluationError` with the label file's line.
        public func label() throws(EvaluationError) -> YOLOLabel {
            guard let labelPath else { return YOLOLabel(rows: []) }
            return try YOLOLabel(path: labelPath)
        }
    }

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
