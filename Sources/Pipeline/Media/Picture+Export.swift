import CFFmpeg

extension Picture {
    /// Writes the picture as a PNG file, which appears only when it is complete. Throws `cannotWrite` or
    /// `encodingFailed`.
    public func writePNG(_ path: String) throws { try write(pngBytes(), to: path) }

    /// Writes the picture as a JPEG file. Throws `cannotWrite` or `encodingFailed`.
    ///
    /// - Parameters:
    ///   - path: the file to write.
    ///   - quality: 1, for the smallest file, to 100.
    public func writeJPEG(_ path: String, quality: Int = 90) throws { try write(jpegBytes(quality: quality), to: path) }

    /// Returns the picture as the bytes of a PNG file. Throws `encodingFailed` or `noEncoder`.
    public func pngBytes() throws -> [UInt8] {
        let frame = try RGBPicture(self).frame()
        return try encodeStill(frame, codec: AV_CODEC_ID_PNG, quality: nil)
    }

    /// Returns the picture as the bytes of a JPEG file. Throws `encodingFailed` or `noEncoder`.
    ///
    /// - Parameter quality: 1, for the smallest file, to 100.
    public func jpegBytes(quality: Int = 90) throws -> [UInt8] {
        // JPEG is always full-range BT.601 and can't declare anything else.
        let jpeg = ColourDescription(matrix: .bt601, range: .full)
        let picture = colour == jpeg ? PictureBuffer(copying: self) : try PictureBuffer(RGBPicture(self), colour: jpeg)
        let frame = try FrameHandle(copying: picture)
        frame.pointer.pointee.format = AV_PIX_FMT_YUVJ420P.rawValue
        return try encodeStill(frame, codec: AV_CODEC_ID_MJPEG, quality: min(max(quality, 1), 100))
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        do {
            let file = try TemporaryFile(besides: path)
            try file.fill(bytes)
            try file.putInPlace()
        } catch let error as MediaError {
            throw error.during("writing the picture", path: path)
        }
    }
}

private func encodeStill(_ frame: FrameHandle, codec: AVCodecID, quality: Int?) throws -> [UInt8] {
    FFmpegLog.silence()
    guard let encoder = avcodec_find_encoder(codec) else {
        throw MediaError(.noEncoder, "The installed FFmpeg can't write this kind of picture.")
    }
    var context = avcodec_alloc_context3(encoder)
    guard let opened = context else { throw MediaError.noMemory }
    defer { avcodec_free_context(&context) }
    opened.pointee.width = Int32(frame.width)
    opened.pointee.height = Int32(frame.height)
    opened.pointee.pix_fmt = frame.format
    opened.pointee.time_base = AVRational(num: 1, den: 25)
    opened.pointee.thread_count = 1
    opened.pointee.flags |= AV_CODEC_FLAG_BITEXACT
    if let quality {
        // FFmpeg's scale runs from 2, the best, to 31.
        let scale = 2 + Int32((100 - quality) * 29 / 99)
        opened.pointee.color_range = AVCOL_RANGE_JPEG
        opened.pointee.flags |= AV_CODEC_FLAG_QSCALE
        opened.pointee.global_quality = scale * FF_QP2LAMBDA
        frame.pointer.pointee.quality = scale * FF_QP2LAMBDA
    }
    frame.pointer.pointee.pts = 0
    let packet = try Packet()
    let (status, log) = FFmpegLog.collecting {
        var status = avcodec_open2(opened, encoder, nil)
        if status >= 0 { status = avcodec_send_frame(opened, frame.pointer) }
        if status >= 0 { status = avcodec_send_frame(opened, nil) }
        if status >= 0 { status = avcodec_receive_packet(opened, packet.pointer) }
        return status
    }
    guard status >= 0 else {
        throw MediaError(
            .encodingFailed, "The picture can't be encoded.", detail: log.last ?? FFmpegStatus.text(status))
    }
    return Array(packet.bytes)
}
