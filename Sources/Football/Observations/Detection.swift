public import Geometry

/// An object in one frame, not yet identified with objects in other frames.
public struct Detection: Hashable, Sendable {
    /// The box, in pixels of the source frame, inside the frame.
    public var box: Box
    /// The class of the object.
    public var objectClass: ObjectClass
    /// The confidence, 0 to 1.
    public var confidence: Double
    /// The colour of the shirt; `nil` if it wasn't measured.
    public var kit: KitColour?

    /// Makes a detection.
    public init(box: Box, objectClass: ObjectClass, confidence: Double, kit: KitColour? = nil) {
        self.box = box
        self.objectClass = objectClass
        self.confidence = confidence
        self.kit = kit
    }
}
