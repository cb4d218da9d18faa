import Detection
import Foundation
import Geometry
import Media
import Observations

/// A synthetic picture of which it is known what it shows: a model that doesn't see it isn't fit to serve.
struct KnownPicture: Decodable {
    /// Boxes of persons, `[x1, y1, x2, y2]`.
    let persons: [[Double]]

    /// Of the persons, the least share that has to be found.
    private static let leastShare = 0.5
    /// The least overlap of a box with the right one.
    private static let leastOverlap = 0.5

    /// Where the picture is that ships; its boxes lie beside it as `.json`.
    static var bundled: String? {
        let path = MinerResources.folder + "/known-picture.jpg"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Throws `notReady` where the detector doesn't see what is there.
    static func check(_ detector: any FrameDetector, path: String) throws {
        let boxes = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("json")
        let known = try JSONDecoder().decode(KnownPicture.self, from: Data(contentsOf: boxes))
        let picture = try StillPicture.decode(path: path)
        let found = try detector.detect([picture]).first?.objects ?? []
        let seen = known.persons.count { box in
            guard box.count == 4 else { return false }
            let right = Box(x1: box[0], y1: box[1], x2: box[2], y2: box[3])
            return found.contains { $0.objectClass.isPerson && $0.box.iou(right) >= leastOverlap }
        }
        guard Double(seen) >= leastShare * Double(known.persons.count), seen > 0 else {
            throw MinerFailure(
                .notReady,
                "The model finds \(seen) of \(known.persons.count) persons in the known picture, so it isn't used.")
        }
    }
}
