/// What lens, sensor and processing do to the picture.
struct Optics: Hashable, Sendable {
    /// The deviation of the blur, pixels at a height of 720.
    var defocus: Double
    /// The part of a frame's time that the shutter is open, 0 to 1: the motion blur of a pan.
    var shutter: Double
    /// The deviation of luma noise, of 255.
    var noise: Double
    /// The radial distortion: a point at the corner moves outwards by this part of its distance from the middle.
    var distortion: Double
    /// The picture is taken at this part of its size and enlarged, 0.3 to 1.
    var resolution: Double
    /// Factors on brightness, contrast and colour, 1 = none.
    var exposure: Float
    var contrast: Float
    var saturation: Float
    /// The darkening of the corners, 0 to 1.
    var vignette: Float
}
