public import Media

/// RGB to YUV samples for one colour matrix and range.
///
/// Luma is `kr R + kg G + kb B`; the chroma are the scaled differences of blue and red from it (ITU-R BT.601, BT.709 and
/// BT.2020, non-constant luminance).
public struct SampleMatrix: Sendable {
    /// Sample = `offset + dot(row, RGB)`, for RGB from 0 to 1.
    public let yRow: SIMD4<Float>
    public let uRow: SIMD4<Float>
    public let vRow: SIMD4<Float>
    public let yOffset: Float
    public let chromaOffset: Float = 128

    public init(_ description: ColourDescription) {
        let (kr, kb): (Float, Float) =
            switch description.matrix {
            case .bt601: (0.299, 0.114)
            case .bt709: (0.2126, 0.0722)
            case .bt2020: (0.2627, 0.0593)
            }
        let kg = 1 - kr - kb
        let luma: Float = description.range == .limited ? 219 : 255
        let chroma: Float = description.range == .limited ? 224 : 255
        let cb = chroma / (2 * (1 - kb))
        let cr = chroma / (2 * (1 - kr))
        yRow = SIMD4(kr, kg, kb, 0) * luma
        uRow = SIMD4(-kr, -kg, 1 - kb, 0) * cb
        vRow = SIMD4(1 - kr, -kg, -kb, 0) * cr
        yOffset = description.range == .limited ? 16 : 0
    }

    /// The samples of a colour whose components run from 0 to 1; not rounded, not clamped.
    @inlinable
    public func samples(red: Float, green: Float, blue: Float) -> (y: Float, u: Float, v: Float) {
        (
            yOffset + yRow.x * red + yRow.y * green + yRow.z * blue,
            chromaOffset + uRow.x * red + uRow.y * green + uRow.z * blue,
            chromaOffset + vRow.x * red + vRow.y * green + vRow.z * blue
        )
    }
}
