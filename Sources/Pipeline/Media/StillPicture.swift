import CFFmpeg

/// A decoder for JPEG and PNG files.
public enum StillPicture {
    /// Decodes a file.
    ///
    /// A JPEG keeps its samples (BT.601, full range), and a PNG is converted to the same form. An EXIF rotation isn't
    /// applied.
    ///
    /// Throws `fileMissing`, `fileUnreadable`, `fileEmpty`, `pictureUnreadable` or `pictureTooLarge`.
    public static func decode(path: String) throws -> PictureBuffer {
        do {
            let file = try FileBytes(path: path)
            guard let size = file.size, size <= mostBytes else {
                throw MediaError(.pictureUnreadable, "The file is too large to be a picture.")
            }
            return try decode(file.bytes(at: 0, count: Int(size)))
        } catch let error as MediaError {
            throw error.during("reading the picture", path: path)
        }
    }

    /// Decodes the bytes of a file. Throws `fileEmpty`, `pictureUnreadable` or `pictureTooLarge`.
    ///
    /// - Parameters:
    ///   - bytes: the contents of the file.
    ///   - mostPixels: the largest permitted number of pixels. A larger picture isn't decoded.
    public static func decode(_ bytes: [UInt8], mostPixels: Int = .max) throws -> PictureBuffer {
        let frame = try frame(bytes, mostPixels: min(mostPixels, PictureLimits.mostPixels))
        return try PictureBuffer(frame, colour: ColourDescription(matrix: .bt601, range: .full))
    }

    /// Decodes the bytes of a file to RGB, the form that reference implementations use.
    public static func decodeRGB(_ bytes: [UInt8]) throws -> RGBPicture {
        try RGBPicture(decode(bytes))
    }

    private static let mostBytes: Int64 = 256 << 20
    /// The multiple to which FFmpeg may pad the rows of a picture, in pixels.
    private static let mostPadding = 128

    private static func frame(_ bytes: [UInt8], mostPixels: Int) throws -> FrameHandle {
        FFmpegLog.silence()
        guard !bytes.isEmpty else { throw MediaError(.fileEmpty, "The picture is empty.") }
        guard let codec = codec(of: bytes), let decoder = avcodec_find_decoder(codec) else {
            throw MediaError(.pictureUnreadable, "The file is not a JPEG or PNG picture.")
        }
        if let size = StillPictureSize(of: bytes) { try check(size, mostPixels: mostPixels) }
        var context = avcodec_alloc_context3(decoder)
        guard let opened = context else { throw MediaError.noMemory }
        defer { avcodec_free_context(&context) }
        // For a file whose header contradicts itself. FFmpeg counts padded rows.
        opened.pointee.max_pixels = Int64(mostPixels + mostPadding * PictureLimits.largestSide)
        opened.pointee.thread_count = 1
        let packet = try Packet()
        guard let count = Int32(exactly: bytes.count), av_new_packet(packet.pointer, count) >= 0 else {
            throw MediaError.noMemory
        }
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: packet.pointer.pointee.data, count: bytes.count).copyMemory(
                from: source)
        }
        let frame = try FrameHandle()
        let (status, log) = FFmpegLog.collecting {
            var status = avcodec_open2(opened, decoder, nil)
            if status >= 0 { status = avcodec_send_packet(opened, packet.pointer) }
            if status >= 0 { status = avcodec_receive_frame(opened, frame.pointer) }
            return status
        }
        guard status >= 0 else {
            throw MediaError(
                .pictureUnreadable, "The picture can't be decoded; the file is damaged.",
                detail: log.last ?? FFmpegStatus.text(status))
        }
        try PictureLimits.checkMemory(width: frame.width, height: frame.height)
        return frame
    }

    private static func check(_ size: StillPictureSize, mostPixels: Int) throws {
        try PictureLimits.checkMemory(width: size.width, height: size.height)
        guard size.width * size.height <= mostPixels else {
            throw MediaError(
                .pictureTooLarge,
                "The picture has \(size.width)x\(size.height) pixels; at most \(mostPixels) in all are permitted.")
        }
    }

    /// Returns the codec of the signature at the start of the bytes; `nil` if there is none.
    private static func codec(of bytes: [UInt8]) -> AVCodecID? {
        if bytes.starts(with: [0xff, 0xd8, 0xff]) { return AV_CODEC_ID_MJPEG }
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return AV_CODEC_ID_PNG }
        return nil
    }
}
