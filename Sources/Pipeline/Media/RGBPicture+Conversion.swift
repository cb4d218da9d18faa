import CFFmpeg

extension RGBPicture {
    /// Converts a picture according to its own matrix and range. Throws a `MediaError` if the conversion fails.
    public init(_ picture: some Picture) throws {
        let frame = try FrameHandle(copying: picture)
        self = try FrameHandle(converting: frame, colour: picture.colour, to: AV_PIX_FMT_RGB24).rgbPicture()
    }

    /// Returns a frame with a copy of the samples.
    func frame() throws -> FrameHandle {
        let frame = try FrameHandle(format: AV_PIX_FMT_RGB24, width: width, height: height)
        guard let base = frame.pointer.pointee.data.0 else { throw MediaError.noMemory }
        let stride = Int(frame.pointer.pointee.linesize.0)
        samples.withUnsafeBytes { bytes in
            guard let source = bytes.baseAddress else { return }
            copyRows(source, stride: width * 3, to: base, stride: stride, width: width * 3, rows: height)
        }
        return frame
    }
}

extension FrameHandle {
    /// Converts a frame to another format. `colour` describes its YUV side.
    convenience init(
        converting frame: FrameHandle, colour: ColourDescription, to format: AVPixelFormat, width: Int? = nil,
        height: Int? = nil
    ) throws {
        let target = Scaler.Shape(
            width: width ?? frame.width, height: height ?? frame.height, format: format, colour: colour)
        try self.init(format: format, width: target.width, height: target.height)
        let source = Scaler.Shape(width: frame.width, height: frame.height, format: frame.format, colour: colour)
        try Scaler(from: source, to: target).convert(frame, into: self)
    }

    /// Returns a copy of the samples of a packed 8-bit RGB frame.
    fileprivate func rgbPicture() throws -> RGBPicture {
        guard let base = pointer.pointee.data.0 else { throw MediaError.noMemory }
        let stride = Int(pointer.pointee.linesize.0)
        var samples = [UInt8](repeating: 0, count: width * height * 3)
        samples.withUnsafeMutableBytes { bytes in
            guard let target = bytes.baseAddress else { return }
            copyRows(base, stride: stride, to: target, stride: width * 3, width: width * 3, rows: height)
        }
        guard let picture = RGBPicture(width: width, height: height, samples: samples) else {
            throw MediaError(.pictureUnreadable, "The picture is empty and can't be converted.")
        }
        return picture
    }
}
