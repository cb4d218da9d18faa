public import Geometry

/// One object found in one frame, not yet known as the same object of another frame.
public struct Detection: Hashable, Sendable {
    /// Pixels of the source frame, inside the frame.
    public var box: Box
    public var objectClass: ObjectClass
    /// 0 to 1.
    public var confidence: Double
    /// The shirt's colour, where it was measured.
    public var kit: KitColour?

    public init(box: Box, objectClass: ObjectClass, confidence: Double, kit: KitColour? = nil) {
        self.box = box
        self.objectClass = objectClass
        self.confidence = confidence
        self.kit = kit
    }
}
