import Geometry
import Media

/// The single samples of a picture. Unsafe: it borrows the planes, so it must not outlive the closure that provides
/// them.
///
/// Positions outside the picture are read at its edge.
struct PlaneSamples {
    /// The samples of the three planes at a position.
    struct Sample {
        var y: Int
        var u: Int
        var v: Int
    }

    private let planes: YUVPlanes

    init(_ planes: YUVPlanes) {
        self.planes = planes
    }

    /// The luma of black.
    var black: Int { planes.colour.range == .limited ? 16 : 0 }

    /// The sample at a position in pixels.
    subscript(x: Double, y: Double) -> Sample {
        let column = Int(min(max(x, 0), Double(planes.width - 1)))
        let row = Int(min(max(y, 0), Double(planes.height - 1)))
        let chroma = row / 2 * planes.chromaStride + column / 2
        return Sample(
            y: Int(planes.y[row * planes.yStride + column]), u: Int(planes.u[chroma]), v: Int(planes.v[chroma]))
    }
}
