import CFFmpeg

/// Returns a rotated and mirrored copy of a frame. Unsafe: it reads and writes through pointers.
func turned(_ frame: FrameHandle, _ orientation: Orientation) throws -> FrameHandle {
    let size = orientation.size(width: frame.width, height: frame.height)
    let result = try FrameHandle(format: AV_PIX_FMT_YUV420P, width: size.width, height: size.height)
    for (from, to) in zip(frame.planes, result.planes) { turn(from, into: to, orientation) }
    return result
}

/// Copies a plane into `target`, which must have the rotated size of `source`.
private func turn(_ source: FrameHandle.Plane, into target: FrameHandle.Plane, _ orientation: Orientation) {
    // The bytes in the source for one step to the right, and one down, in the target.
    var stepX = orientation.transposed ? source.stride : 1
    var stepY = orientation.transposed ? 1 : source.stride
    var origin = 0
    if orientation.xReversed {
        origin += (target.width - 1) * stepX
        stepX = -stepX
    }
    if orientation.yReversed {
        origin += (target.height - 1) * stepY
        stepY = -stepY
    }
    // Tiles keep both sides in the cache when rows become columns.
    let tile = 32
    for top in stride(from: 0, to: target.height, by: tile) {
        for left in stride(from: 0, to: target.width, by: tile) {
            for y in top..<min(top + tile, target.height) {
                let from = source.base + (origin + y * stepY)
                let to = target.base + y * target.stride
                for x in left..<min(left + tile, target.width) { to[x] = from[x * stepX] }
            }
        }
    }
}
