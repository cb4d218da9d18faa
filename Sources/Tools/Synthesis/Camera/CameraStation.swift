/// Where a camera stands and how it may look.
struct CameraStation: Hashable, Sendable {
    var position: Vector
    /// The focal length in picture heights.
    var zoom: Double
    var roll = 0.0
}
