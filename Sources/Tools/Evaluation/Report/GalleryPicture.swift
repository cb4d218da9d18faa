public import Geometry
public import Observations

/// A picture for the page's gallery, made by whoever has the frames, with marks that the page draws on it.
public struct GalleryPicture: Hashable, Sendable {
    public enum Mark: Hashable, Sendable {
        /// A true object that nothing found.
        case missed(Detection)
        /// Something found where no such object is.
        case wrong(Detection)
        /// A vertex of the pitch, 0 to 31, where it is and where it was found; nil where it isn't, or wasn't.
        case vertex(Int, truth: Point?, found: Point?)
    }

    public var caption: String
    /// The picture as `data:image/...;base64,...`. Anything else is left out of the page, which asks no other host.
    public var dataURI: String
    /// Pixels of the frame, in which the marks are; the picture itself may be smaller.
    public var width: Int
    public var height: Int
    public var marks: [Mark]

    public init(caption: String, dataURI: String, width: Int, height: Int, marks: [Mark] = []) {
        self.caption = caption
        self.dataURI = dataURI
        self.width = width
        self.height = height
        self.marks = marks
    }

    /// A frame's missed and wrong objects.
    public init(_ misses: FrameMisses, dataURI: String) {
        self.init(
            caption: "\(misses.frame.name): \(misses.missed.count) missed, \(misses.wrong.count) wrong",
            dataURI: dataURI, width: misses.frame.width, height: misses.frame.height,
            marks: misses.wrong.map { .wrong($0) } + misses.missed.map { .missed($0) })
    }

    /// A frame's keypoints, labelled and found.
    public init(_ misses: PitchMisses, dataURI: String) {
        let error = misses.error.map { "\($0.text(decimals: 2)) m off" } ?? "no view of the pitch"
        self.init(
            caption: "\(misses.frame.name): \(error)", dataURI: dataURI, width: misses.frame.width,
            height: misses.frame.height,
            marks: misses.truth.indices.compactMap { vertex in
                let truth = misses.truth[vertex]
                let found = vertex < misses.found.count ? misses.found[vertex] : .absent
                guard truth.isPresent || found.isPresent else { return nil }
                return .vertex(
                    vertex, truth: truth.isPresent ? truth.point : nil, found: found.isPresent ? found.point : nil)
            })
    }
}
