import Geometry
public import Observations

/// One class that a network tells apart, by the name its maker gave it.
public struct ModelClass: Hashable, Sendable {
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    /// What it is on the pitch; nil where it has no place there (a COCO network knows 78 such classes).
    public var objectClass: ObjectClass? {
        switch name.lowercased().trimmingPrefix(while: { $0 == " " }) {
        case "ball", "sports ball", "football", "soccer ball": .ball
        case "goalkeeper", "keeper": .goalkeeper
        case "player", "person", "people": .player
        case "referee": .referee
        default: nil
        }
    }

    /// The 80 classes of COCO, of which only two matter here. A YOLOX file doesn't name its classes.
    static let coco: [ModelClass] = (0..<80).map { index in
        switch index {
        case 0: ModelClass("person")
        case 32: ModelClass("sports ball")
        default: ModelClass("coco \(index)")
        }
    }
}
