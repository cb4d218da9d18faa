import GPU

@testable import Media

extension GraphicsPicture {
    /// A copy in the memory of a card that stands in for one, whose memory is the process's own.
    static func copying(_ picture: PictureBuffer, to card: CUDACard) throws -> GraphicsPicture {
        let pool = GraphicsPicturePool.shared(width: picture.width, height: picture.height, card: card)
        let copy = try pool.take()
        picture.withPlanes { planes in
            for (to, toStride, from, stride, width, height) in [
                (copy.y, copy.yStride, planes.y, planes.yStride, planes.width, planes.height),
                (copy.u, copy.chromaStride, planes.u, planes.chromaStride, planes.chromaWidth, planes.chromaHeight),
                (copy.v, copy.chromaStride, planes.v, planes.chromaStride, planes.chromaWidth, planes.chromaHeight),
            ] {
                guard let base = UnsafeMutablePointer<UInt8>(bitPattern: UInt(to)) else { continue }
                for row in 0..<height { (base + row * toStride).update(from: from + row * stride, count: width) }
            }
        }
        return copy
    }
}
