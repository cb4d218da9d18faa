import Foundation

/// Makes clips whose timestamps jump: joined recordings, fragments in any order, edit lists with several edits.
///
/// The pictures are `TestPictures.numbered`, encoded by FFmpeg with and without B pyramids and open groups of pictures.
struct OddClips {
    /// One recording, wrapped in three ways.
    struct Recording {
        /// Those of one camera share their encoder's settings.
        var camera: Int
        var frames: Int
        /// With its index at the end, fragmented, and as a live recording writes it.
        var mp4: [UInt8]
        var fragmented: [UInt8]
        var matroska: [UInt8]
    }

    let recordings: [Recording]

    private static let cameras = 6
    private static let recordingsEach = 2

    init(in folder: TemporaryFolder, random: inout SeededRandom) throws {
        let pictures = (0..<70).flatMap { TestPictures.numbered($0).samples }
        let raw = try folder.write(pictures, as: "pictures.yuv")
        var encode = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "64x64", "-r", "25", "-i", raw]
        var inputs: [String] = []
        var copies: [String] = []
        var lengths: [Int] = []
        var codec: [String] = []
        for number in 0..<Self.cameras * Self.recordingsEach {
            let frames = Int.random(in: 20...70, using: &random)
            let clip = folder.path("\(number).mp4")
            if number % Self.recordingsEach == 0 {
                codec = Self.codec(isHEVC: number / Self.recordingsEach % 4 == 3, random: &random)
            }
            encode += ["-frames:v", "\(frames)", "-threads", "1"] + codec + [clip]
            inputs += ["-i", clip]
            copies += ["-map", "\(number):v", "-c", "copy", "-movflags", "frag_keyframe+empty_moov"]
            copies += [folder.path("\(number)-fragmented.mp4")]
            copies += ["-map", "\(number):v", "-c", "copy", "-live", "1", folder.path("\(number).mkv")]
            lengths.append(frames)
        }
        try FFmpegCommand.run(encode)
        try FFmpegCommand.run(inputs + copies)
        recordings = try lengths.enumerated().map { number, frames in
            Recording(
                camera: number / Self.recordingsEach, frames: frames, mp4: try folder.bytes(of: "\(number).mp4"),
                fragmented: try folder.bytes(of: "\(number)-fragmented.mp4"),
                matroska: try folder.bytes(of: "\(number).mkv"))
        }
    }

    private static func codec(isHEVC: Bool, random: inout SeededRandom) -> [String] {
        let interval = [4, 6, 10, 12, 24, 48, 250].randomElement(using: &random) ?? 12
        let bFrames = Int.random(in: 0...min(8, interval - 1), using: &random)
        let isOpen = Bool.random(using: &random) ? 1 : 0
        let hasPyramid = Int.random(in: 0...2, using: &random)
        let common = "keyint=\(interval):min-keyint=\(max(1, interval / 2)):bframes=\(bFrames):open-gop=\(isOpen)"
        if isHEVC, FFmpegCommand.hasEncoder("libx265") {
            let more =
                "b-adapt=0:b-pyramid=\(min(hasPyramid, 1)):rc-lookahead=20:pools=1:frame-threads=1:log-level=none"
            return ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "\(common):\(more)"]
        }
        let more = "b-adapt=\(Int.random(in: 0...2, using: &random)):b-pyramid=\(hasPyramid)"
        return ["-c:v", "libx264", "-preset", "veryfast", "-x264-params", "\(common):\(more)"]
    }

    /// Makes one clip at random, and says how.
    func make(random: inout SeededRandom) -> (bytes: [UInt8], description: String) {
        let recording = recordings.randomElement(using: &random) ?? recordings[0]
        switch Int.random(in: 0...3, using: &random) {
        case 0: return joined(recording, random: &random)
        case 1: return fragments(recording, random: &random)
        default: return edited(recording, random: &random)
        }
    }

    /// Live recordings of one camera, one after the other.
    private func joined(_ recording: Recording, random: inout SeededRandom) -> ([UInt8], String) {
        var bytes = recording.matroska
        let others = Int.random(in: 1...3, using: &random)
        for _ in 0..<others { bytes += other(recording, random: &random).matroska }
        return (bytes, "\(others + 1) recordings joined")
    }

    /// Fragments of one camera's recordings, some missing, some in another order.
    private func fragments(_ recording: Recording, random: inout SeededRandom) -> ([UInt8], String) {
        var result: [UInt8] = []
        var description = "fragments"
        for part in 0..<Int.random(in: 2...3, using: &random) {
            var (head, fragments) = Self.split(other(recording, random: &random).fragmented)
            switch Int.random(in: 0...4, using: &random) {
            case 0:
                fragments.shuffle(using: &random)
                description += ", shuffled"
            case 1:
                fragments = Array(fragments.prefix(Int.random(in: 1...fragments.count, using: &random)))
                description += ", the first \(fragments.count)"
            case 2:
                let gap = Int.random(in: 0..<fragments.count, using: &random)
                if fragments.count > 1 { fragments.remove(at: gap) }
                description += ", without \(gap)"
            default: description += ", all"
            }
            if part == 0 || Bool.random(using: &random) { result += head }
            result += fragments.joined()
        }
        return (result, description)
    }

    private func edited(_ recording: Recording, random: inout SeededRandom) -> ([UInt8], String) {
        var edits: [MP4Edit] = []
        var next = 0
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            // At least one frame is shown.
            let last = recording.frames - 4
            let first = Bool.random(using: &random) ? Int.random(in: 0..<last, using: &random) : min(next, last)
            let count = Int.random(in: 1...(recording.frames - first), using: &random)
            // Presentation begins two frames in where there are B pictures; both happen in the wild.
            let shift = 2 * Int.random(in: 0...1, using: &random)
            edits.append(MP4Edit(mediaTime: 512 * (first + shift), milliseconds: 40 * count))
            if Int.random(in: 0..<10, using: &random) == 0 { edits.append(MP4Edit(mediaTime: -1, milliseconds: 80)) }
            next = (first + count + Int.random(in: 0...4, using: &random)) % recording.frames
        }
        let list = edits.map { "\($0.mediaTime)+\($0.milliseconds)" }.joined(separator: " ")
        return (MP4Edit.apply(edits, to: recording.mp4), "edits \(list)")
    }

    private func other(_ recording: Recording, random: inout SeededRandom) -> Recording {
        recordings.filter { $0.camera == recording.camera }.randomElement(using: &random) ?? recording
    }

    /// The header of a fragmented clip, and each fragment with its samples.
    private static func split(_ clip: [UInt8]) -> (head: [UInt8], fragments: [[UInt8]]) {
        var head: [UInt8] = []
        var fragments: [[UInt8]] = []
        for box in MP4Edit.boxes(clip[...]) {
            switch box.type {
            case "ftyp", "moov": head += box.bytes
            case "moof": fragments.append(Array(box.bytes))
            case "mdat": fragments[fragments.count - 1] += box.bytes
            default: break
            }
        }
        return (head, fragments)
    }
}

/// One entry of an mp4's edit list; a media time of -1 shows nothing.
struct MP4Edit {
    var mediaTime: Int
    var milliseconds: Int

    /// Replaces the edit list of a clip with one video track, whose index stands at its end.
    static func apply(_ edits: [MP4Edit], to clip: [UInt8]) -> [UInt8] {
        let entries = edits.flatMap { number($0.milliseconds) + number($0.mediaTime) + number(0x10000) }
        let list = wrap("edts", wrap("elst", number(0) + number(edits.count) + entries))
        return boxes(clip[...]).flatMap { outer in
            guard outer.type == "moov" else { return Array(outer.bytes) }
            return wrap(
                "moov",
                boxes(outer.contents).flatMap { box in
                    guard box.type == "trak" else { return Array(box.bytes) }
                    return wrap(
                        "trak",
                        boxes(box.contents).flatMap { inner -> [UInt8] in
                            switch inner.type {
                            case "edts": []
                            case "tkhd": inner.bytes + list
                            default: Array(inner.bytes)
                            }
                        })
                })
        }
    }

    /// A clip of one track and one chunk, all key frames, with samples of no bytes at some places in it.
    static func addingEmptySamples(at places: [Int], to clip: [UInt8]) -> [UInt8] {
        func sampleTable(_ name: String) -> [String] { ["moov", "trak", "mdia", "minf", "stbl", name] }
        var result = rewriting(sampleTable("stsz"), in: clip[...]) { sizes in
            var entries = Array(sizes.dropFirst(12))
            for place in places { entries.insert(contentsOf: number(0), at: 4 * place) }
            return sizes.prefix(8) + number(entries.count / 4) + entries
        }
        // How many samples share one duration, and how many make up the chunk.
        for (name, place) in [("stts", 8), ("stsc", 12)] {
            result = rewriting(sampleTable(name), in: result[...]) { table in
                var table = table
                let count = table[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
                table.replaceSubrange(place..<(place + 4), with: number(count + places.count))
                return table
            }
        }
        return result
    }

    /// Changes the contents of the box at `path`.
    private static func rewriting(
        _ path: [String], in bytes: ArraySlice<UInt8>, _ change: ([UInt8]) -> [UInt8]
    ) -> [UInt8] {
        boxes(bytes).flatMap { box in
            guard box.type == path[0] else { return Array(box.bytes) }
            return wrap(
                box.type,
                path.count == 1
                    ? change(Array(box.contents)) : rewriting(Array(path.dropFirst()), in: box.contents, change))
        }
    }

    struct Box {
        var type: String
        var bytes: ArraySlice<UInt8>
        var contents: ArraySlice<UInt8> { bytes.dropFirst(8) }
    }

    /// The boxes of a stretch of bytes.
    static func boxes(_ bytes: ArraySlice<UInt8>) -> [Box] {
        var result: [Box] = []
        var rest = bytes
        while rest.count >= 8 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard length >= 8, length <= rest.count else { break }
            let type = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
            result.append(Box(type: type, bytes: rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return result
    }

    static func wrap(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        number(contents.count + 8) + Array(type.utf8) + contents
    }

    static func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
}
