import Geometry
import Observations

/// The contents of a model package's `model.json`.
///
/// ```json
/// {
///   "format": 1, "name": "football-s", "version": "1.0.0", "description": "Boxes and pitch from one pass.",
///   "task": ["players", "pitch"], "heads": ["centre-heatmap"],
///   "input": { "layout": "yuv420-s2d", "width": 640, "height": 360, "multiple": 8 },
///   "classes": ["ball", "goalkeeper", "player", "referee"], "keypoints": 32,
///   "weights": "model.onnx", "sha256": "<64 hexadecimal digits>", "licence": "MIT",
///   "quality": { "players.map50.player": 0.96 }
/// }
/// ```
public struct ModelManifest: Hashable, Sendable, Codable {
    /// The input picture of a model.
    public struct Input: Hashable, Sendable, Codable {
        /// The planes of the picture and their order and range.
        public var layout: InputLayout
        /// The width of the picture that the model was made for, in pixels. Other widths may work; see
        /// `DetectorSettings.imageSize`.
        public var width: Int
        /// The height of the picture that the model was made for, in pixels.
        public var height: Int
        /// The number that widths and heights must be a multiple of; `nil` = 32, the coarsest grid of most networks.
        public var multiple: Int?

        /// Makes the description of an input picture.
        ///
        /// - Parameters:
        ///   - layout: the order of the samples.
        ///   - width: in pixels.
        ///   - height: in pixels.
        ///   - multiple: the number that widths and heights must be a multiple of; `nil` = 32.
        public init(layout: InputLayout, width: Int, height: Int, multiple: Int? = nil) {
            self.layout = layout
            self.width = width
            self.height = height
            self.multiple = multiple
        }

        /// The number that widths and heights must be a multiple of.
        var grid: Int { multiple ?? 32 }
    }

    /// The version of the manifest's format: 1.
    public var format: Int
    /// The model's name.
    public var name: String
    /// The model's version.
    public var version: String
    /// A description of the model in one sentence.
    public var description: String?
    /// The tasks of the model.
    public var task: [ModelTask]
    /// The kinds of the network's outputs.
    public var heads: [HeadKind]
    /// The input picture of the model.
    public var input: Input
    /// The class names, in the order of the network's outputs.
    public var classes: [String]
    /// The number of keypoints; 0 or `nil` if the model has none.
    public var keypoints: Int?
    /// The name of the weights file, in the folder of the manifest.
    public var weights: String
    /// The SHA-256 checksum of the weights file, 64 hexadecimal digits.
    public var sha256: String
    /// The licence of the weights.
    public var licence: String
    /// Measured figures, by the names in the report of `scorevision evaluate`.
    public var quality: [String: Double]?

    /// The format version that this program reads and writes.
    static let currentFormat = 1

    /// The permitted widths and heights of a network's picture, in pixels. The limit prevents overflow in every product
    /// of a model's numbers.
    static let pictureSides = 32...4096
    /// The largest permitted number of keypoints.
    static let mostKeypoints = 1000
}

/// The kinds of output that this version can decode.
public enum HeadKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The project's own head: heat maps of object centres and of keypoints.
    case centreHeatMap = "centre-heatmap"
    /// Ultralytics v8 and v11 boxes, `[N, 4 + classes, cells]`.
    case ultralyticsDetect = "ultralytics-detect"
    /// Ultralytics v8 and v11 boxes with keypoints, `[N, 4 + classes + 3 * keypoints, cells]`.
    case ultralyticsPose = "ultralytics-pose"
    /// YOLOX boxes relative to the grid, `[N, cells, 5 + classes]`.
    case yolox = "yolox"
}

/// The tasks of a model.
public enum ModelTask: String, Hashable, Sendable, Codable, CaseIterable {
    /// Boxes of players, goalkeepers, referees and the ball.
    case players
    /// The pitch's keypoints.
    case pitch
}

/// A class of a network, by the name that the model's author gave it.
struct ModelClass: Hashable, Sendable {
    /// The name that the model's author gave the class.
    let name: String

    /// Makes a class from its name.
    init(_ name: String) {
        self.name = name
    }

    /// The class on the pitch; `nil` if there is none. 78 of the 80 COCO classes have none.
    var objectClass: ObjectClass? {
        switch name.lowercased().trimmingPrefix(while: { $0 == " " }) {
        case "ball", "sports ball", "football", "soccer ball": .ball
        case "goalkeeper", "keeper": .goalkeeper
        case "player", "person", "people": .player
        case "referee": .referee
        default: nil
        }
    }

    /// The 80 classes of COCO. Only two of them matter here. A YOLOX file doesn't name its classes.
    static let coco: [ModelClass] = (0..<80).map { index in
        switch index {
        case 0: ModelClass("person")
        case 32: ModelClass("sports ball")
        default: ModelClass("coco \(index)")
        }
    }
}
