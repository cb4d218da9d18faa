import Media

/// Clips made with the writer, and what a reader makes of a clip.
enum Clips {
    /// A clip of numbered pictures; the preset makes frames that nothing refers to.
    static func numbered(
        _ path: String, count: Int, width: Int = 64, height: Int = 64, times: ((Int) -> Double)? = nil,
        options: VideoWriter.Options = .init(preset: "medium")
    ) throws {
        let writer = try VideoWriter(
            path: path, width: width, height: height, frameRate: FrameRate(25), options: options)
        for number in 0..<count {
            let picture = TestPictures.numbered(number, width: width, height: height)
            try writer.append(picture, time: times?(number) ?? Double(number) / 25)
        }
        try writer.finish()
    }

    /// All frames of a clip.
    static func frames(_ path: String, _ options: VideoReader.Options = .init(threads: 2)) throws -> [VideoFrame] {
        let reader = try VideoReader(path: path, options: options)
        var frames: [VideoFrame] = []
        while let frame = try reader.next() { frames.append(frame) }
        return frames
    }

    /// How a clip ends, having read all of it.
    static func ending(_ path: String, _ options: VideoReader.Options = .init(threads: 2)) throws -> ClipEnding? {
        let reader = try VideoReader(path: path, options: options)
        while try reader.next() != nil {}
        return reader.ending
    }

    /// What opening fails with; nil if it doesn't.
    static func openingError(_ path: String) -> MediaError? {
        do {
            _ = try VideoReader(path: path)
            return nil
        } catch {
            return error as? MediaError
        }
    }
}

extension Picture {
    /// All samples, plane after plane, without padding.
    var samples: [UInt8] {
        let copy = PictureBuffer(copying: self)
        return copy.y + copy.u + copy.v
    }

    var luma: [UInt8] { PictureBuffer(copying: self).y }
}
