import CFFmpeg

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Access to the samples of frames that no one else holds yet. Unsafe: it writes through pointers.
extension FrameHandle {
    /// A plane of 8-bit samples in memory.
    struct Plane {
        var base: UnsafeMutablePointer<UInt8>
        var stride: Int
        var width: Int
        var height: Int
    }

    /// The luma plane and two chroma planes of an 8-bit 4:2:0 frame. Missing planes are left out.
    var planes: [Plane] {
        let frame = pointer.pointee
        let chroma = (width: (width + 1) / 2, height: (height + 1) / 2)
        return [
            (frame.data.0, frame.linesize.0, width, height),
            (frame.data.1, frame.linesize.1, chroma.width, chroma.height),
            (frame.data.2, frame.linesize.2, chroma.width, chroma.height),
        ].compactMap { data, stride, width, height in
            data.map { Plane(base: $0, stride: Int(stride), width: width, height: height) }
        }
    }

    /// Whether rows run downwards in memory. A decoder may choose the opposite.
    var hasRowsInOrder: Bool {
        let strides = pointer.pointee.linesize
        return strides.0 >= width && strides.1 >= (width + 1) / 2 && strides.1 == strides.2
    }

    func fillChroma(_ value: UInt8) {
        for plane in planes.dropFirst() {
            for row in 0..<plane.height { memset(plane.base + row * plane.stride, Int32(value), plane.width) }
        }
    }

    /// Makes a frame with a copy of a picture's samples, extended to the right and downwards by repeating the last
    /// ones.
    convenience init(copying picture: some Picture, width: Int? = nil, height: Int? = nil) throws {
        try self.init(
            format: AV_PIX_FMT_YUV420P, width: max(width ?? 0, picture.width), height: max(height ?? 0, picture.height))
        let targets = planes
        picture.withPlanes { source in
            let sources = [
                (source.y, source.yStride, source.width, source.height),
                (source.u, source.chromaStride, source.chromaWidth, source.chromaHeight),
                (source.v, source.chromaStride, source.chromaWidth, source.chromaHeight),
            ]
            for (target, (base, stride, width, height)) in zip(targets, sources) {
                for row in 0..<target.height {
                    let from = base + min(row, height - 1) * stride
                    let to = target.base + row * target.stride
                    memcpy(to, from, width)
                    if target.width > width { memset(to + width, Int32(from[width - 1]), target.width - width) }
                }
            }
        }
    }
}
