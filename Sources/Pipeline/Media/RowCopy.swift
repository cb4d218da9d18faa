/// Copies `rows` rows of `width` bytes between two blocks of memory that don't overlap.
///
/// Strides are in bytes. Unsafe: both blocks must be large enough for the rows and strides.
func copyRows(
    _ source: UnsafeRawPointer, stride sourceStride: Int, to target: UnsafeMutableRawPointer, stride targetStride: Int,
    width: Int, rows: Int
) {
    for row in 0..<rows {
        (target + row * targetStride).copyMemory(from: source + row * sourceStride, byteCount: width)
    }
}
