import CFFmpeg

extension PictureBuffer {
    /// Copies a picture to a buffer that can be drawn on.
    public init(copying picture: some Picture) {
        self.init(width: picture.width, height: picture.height, colour: picture.colour)
        picture.withPlanes { planes in
            y.fill(from: planes.y, stride: planes.yStride, width: planes.width)
            u.fill(from: planes.u, stride: planes.chromaStride, width: planes.chromaWidth)
            v.fill(from: planes.v, stride: planes.chromaStride, width: planes.chromaWidth)
        }
    }

    /// Converts an RGB picture to the matrix and range of `colour`. Throws a `MediaError` if the conversion fails.
    public init(_ picture: RGBPicture, colour: ColourDescription = .bt709Limited) throws {
        try self.init(picture.frame(), colour: colour)
    }

    /// Returns a bicubic copy at another size.
    ///
    /// Throws `invalidSetting` or `pictureTooLarge` for an unsupported size.
    public func resized(width: Int, height: Int) throws -> PictureBuffer {
        guard width > 0, height > 0 else {
            throw MediaError(.invalidSetting, "A picture can't be resized to \(width)x\(height); both must be above 0.")
        }
        try PictureLimits.checkMemory(width: width, height: height)
        let frame = try FrameHandle(
            converting: FrameHandle(copying: self), colour: colour, to: AV_PIX_FMT_YUV420P, width: width,
            height: height)
        return try PictureBuffer(frame, colour: colour)
    }

    /// Converts a frame of any format.
    init(_ frame: FrameHandle, colour: ColourDescription) throws {
        let conversion = PictureConversion(width: frame.width, height: frame.height, orientation: .upright)
        let planar = try conversion.convert(frame, colour: colour)
        guard let picture = VideoFrame(planar, index: 0, time: 0, colour: colour) else {
            throw MediaError(.pictureUnreadable, "The format of the picture isn't supported.")
        }
        self.init(copying: picture)
    }
}

extension [UInt8] {
    /// Copies a plane whose rows are `stride` bytes apart into this one, which has no padding. Unsafe: it reads through
    /// a pointer.
    fileprivate mutating func fill(from base: UnsafePointer<UInt8>, stride: Int, width: Int) {
        withUnsafeMutableBytes { bytes in
            guard let target = bytes.baseAddress, width > 0 else { return }
            copyRows(base, stride: stride, to: target, stride: width, width: width, rows: bytes.count / width)
        }
    }
}
