import Testing

@testable import Media

/// Damaged clips: whatever comes of them, it comes soon, and it is frames or a `MediaError`.
@Suite struct FuzzTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ bytes: [UInt8], stride: Int) throws {
        do {
            let reader = try VideoReader(source: BytesInMemory(bytes), options: .init(threads: 2, stride: stride))
            var last = -1
            var count = 0
            while let frame = try reader.next() {
                #expect(frame.index > last)
                #expect(frame.index.isMultiple(of: stride))
                #expect(frame.width == reader.info.width)
                #expect(frame.height == reader.info.height)
                last = frame.index
                count += 1
                if count > 1000 { break }
            }
            #expect(count > 0)
        } catch is MediaError {
            // As it should be.
        }
    }

    private func damage(_ bytes: [UInt8], rounds: Int) throws {
        var random = SeededRandom(seed: 42)
        for round in 0..<rounds {
            var damaged = bytes
            // Some rounds hit the index alone, which is small and where it hurts most.
            let reach = round.isMultiple(of: 3) ? min(1500, bytes.count) : bytes.count
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                damaged[Int.random(in: 0..<reach, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if round.isMultiple(of: 5) { damaged.removeLast(Int.random(in: 0..<(bytes.count / 2), using: &random)) }
            try read(damaged, stride: 1 + round % 3)
        }
    }

    @Test(.timeLimit(.minutes(3))) func `an mp4 with wrong bytes`() throws {
        try Clips.numbered(folder.path("clip.mp4"), count: 12)
        try damage(folder.bytes(of: "clip.mp4"), rounds: 200)
    }

    @Test(
        .timeLimit(.minutes(3)), .enabled(if: FFmpegCommand.isPresent),
        arguments: [
            ("clip.mkv", ["-c:v", "libx264"]), ("clip.webm", ["-c:v", "libvpx-vp9", "-deadline", "realtime"]),
            ("clip.mp4", ["-c:v", "libx265", "-x265-params", "log-level=none:pools=1"]),
            ("fragments.mp4", ["-c:v", "libx264", "-g", "4", "-movflags", "frag_keyframe+empty_moov"]),
        ]) func `others with wrong bytes`(name: String, options: [String]) throws
    {
        guard FFmpegCommand.hasEncoder(options[1]) else { return }
        try FFmpegCommand.makeClip(folder.path(name), size: "64x48", frames: 12, options)
        try damage(folder.bytes(of: name), rounds: 100)
    }

    @Test func `damaged pictures`() throws {
        var random = SeededRandom(seed: 7)
        let picture = TestPictures.noise(width: 40, height: 30, seed: 3)
        for bytes in try [picture.pngBytes(), picture.jpegBytes()] {
            for _ in 0..<100 {
                var damaged = bytes
                for _ in 0..<3 {
                    damaged[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                if let decoded = try? StillPicture.decode(damaged) { #expect(decoded.y.count > 0) }
            }
        }
    }
}
