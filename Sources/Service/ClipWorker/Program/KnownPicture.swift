import Detection
import Foundation
import Geometry
import Media
import Observations

/// A synthetic picture with known contents. A worker rejects a model that does not detect them.
///
/// The persons are about as small as a network as wide as the picture can detect. A narrower network receives the
/// picture in parts of its own width, so that the persons have the same size in pixels at every `IMG_SIZE`.
struct KnownPicture {
    private let picture: PictureBuffer
    private let persons: [Box]

    /// The smallest share of the persons that the model must find.
    private static let leastShare = 0.5
    /// The smallest intersection over union with the true box that counts as found.
    private static let leastOverlap = 0.5

    private struct Truth: Decodable {
        /// The boxes of the persons, `[x1, y1, x2, y2]` in pixels.
        var persons: [[Double]]
    }

    /// The path of the picture that ships with the program, or `nil` if it is missing. A `.json` file beside it holds
    /// the boxes.
    static var bundled: String? {
        let path = Bundle.module.bundlePath + "/Resources/known-picture.jpg"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Reads the picture and its boxes. Throws if either cannot be read.
    init(path: String) throws {
        let boxes = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("json")
        persons = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: boxes)).persons.compactMap { box in
            box.count == 4 ? Box(x1: box[0], y1: box[1], x2: box[2], y2: box[3]) : nil
        }
        picture = try StillPicture.decode(path: path)
    }

    /// Checks that a detector finds enough of the persons. Throws `notReady` if it does not. Blocks.
    func check(_ detector: any FrameDetector) throws {
        let parts = parts(width: detector.pictureWidth ?? picture.width)
        let found = try parts.flatMap { try detector.detect([$0.picture]) }
        let seen = persons.count { person in
            zip(parts, found).contains { part, found in
                found.objects.contains { object in
                    object.objectClass.isPerson
                        && object.box.offset(x: Double(part.x), y: Double(part.y)).iou(person) >= Self.leastOverlap
                }
            }
        }
        guard Double(seen) >= Self.leastShare * Double(persons.count), seen > 0 else {
            throw ChallengeFailure(
                .notReady,
                """
                The model finds only \(seen) of \(persons.count) persons in the test picture, so the service does \
                not use it. Choose another IMG_SIZE or another model.
                """)
        }
    }

    /// Returns parts of the picture that are as wide as the network and cover the picture together, or the whole
    /// picture if the network is wide enough.
    private func parts(width: Int) -> [(x: Int, y: Int, picture: PictureBuffer)] {
        guard width < picture.width else { return [(0, 0, picture)] }
        let size = (width: width & ~1, height: (width * picture.height / picture.width) & ~1)
        return Self.starts(of: size.height, in: picture.height).flatMap { y in
            Self.starts(of: size.width, in: picture.width).map { x in
                (x, y, picture.part(x: x, y: y, width: size.width, height: size.height))
            }
        }
    }

    /// Returns the even start offsets of parts that cover a whole and overlap by at least a quarter, so that a person
    /// at the edge of one part lies inside another. Chroma subsampling requires even numbers.
    private static func starts(of length: Int, in whole: Int) -> [Int] {
        let last = whole - length
        let steps = (last * 4 + length * 3 - 1) / (length * 3)
        return (0...steps).map { (last * $0 / max(1, steps)) & ~1 }
    }
}

extension Box {
    fileprivate func offset(x: Double, y: Double) -> Box { Box(x1: x1 + x, y1: y1 + y, x2: x2 + x, y2: y2 + y) }
}

extension PictureBuffer {
    /// Returns a copy of a part. All four numbers must be even, and the part must lie inside the picture.
    fileprivate func part(x: Int, y top: Int, width: Int, height: Int) -> PictureBuffer {
        var part = PictureBuffer(width: width, height: height, colour: colour)
        func rows(_ plane: [UInt8], _ stride: Int, _ x: Int, _ y: Int, _ width: Int, _ height: Int) -> [UInt8] {
            (y..<y + height).flatMap { plane[($0 * stride + x)..<($0 * stride + x + width)] }
        }
        part.y = rows(y, self.width, x, top, width, height)
        part.u = rows(u, chromaWidth, x / 2, top / 2, width / 2, height / 2)
        part.v = rows(v, chromaWidth, x / 2, top / 2, width / 2, height / 2)
        return part
    }
}
