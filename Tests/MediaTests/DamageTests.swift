import Foundation
import Testing

@testable import Media

/// What is encrypted is refused, and what the decoder made up is said to be damaged.
@Suite(.enabled(if: FFmpegCommand.isPresent)) struct DamageTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let encryption = [
        "-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb",
        "-encryption_kid", "a7e61c373e219033c21091fa607bf3b8",
    ]

    @Test(arguments: [
        [], ["-movflags", "frag_keyframe+empty_moov"], ["-movflags", "frag_keyframe+default_base_moof"],
    ])
    func `an encrypted clip`(options: [String]) throws {
        let path = folder.path("clip.mp4")
        try FFmpegCommand.makeClip(path, ["-c:v", "libx264", "-g", "10"] + options + Self.encryption)
        let error = try #require(Clips.openingError(path))
        #expect(error.code == .encrypted)
        #expect(error.message.hasPrefix("The clip is encrypted"))
    }

    @Test func `an encrypted clip that hides which codec it is in`() throws {
        try FFmpegCommand.makeClip(folder.path("clip.mp4"), ["-c:v", "libx264"])
        for type in ["encv", "drmi"] {
            let bytes = try renamed("avc1", to: type, in: folder.bytes(of: "clip.mp4"))
            #expect(Clips.openingError(try folder.write(bytes, as: "\(type).mp4"))?.code == .encrypted)
        }
    }

    @Test func `an encrypted Matroska clip`() throws {
        try FFmpegCommand.makeClip(folder.path("clip.mkv"), ["-c:v", "libx264"])
        // Content encodings with one of type 1, an encryption, and the id of its key.
        let encodings: [UInt8] = [
            0x6d, 0x80, 0x8e, 0x62, 0x40, 0x8b, 0x50, 0x33, 0x81, 0x01, 0x50, 0x35, 0x84, 0x47, 0xe2, 0x81, 0x07,
        ]
        let bytes = try MatroskaTrack.adding(encodings, to: folder.bytes(of: "clip.mkv"))
        #expect(Clips.openingError(try folder.write(bytes, as: "encrypted.mkv"))?.code == .encrypted)
    }

    @Test func `what FFmpeg has no name for is called by its four letters`() throws {
        try FFmpegCommand.makeClip(folder.path("clip.mp4"), ["-c:v", "libx264"])
        for (type, name) in [
            ("vvc1", "VVC (vvc1)"), ("vvi1", "VVC (vvi1)"), ("dav1", "Dolby Vision (dav1)"),
            ("dvh1", "Dolby Vision (dvh1)"), ("zzzz", "zzzz"),
        ] {
            let bytes = try renamed("avc1", to: type, in: folder.bytes(of: "clip.mp4"))
            let error = try #require(Clips.openingError(try folder.write(bytes, as: "\(type).mp4")))
            #expect(error.code == .unsupportedCodec)
            #expect(error.message.contains("\"\(name)\""))
        }
    }

    /// A clip with another type in its sample entry.
    private func renamed(_ type: String, to other: String, in clip: [UInt8]) throws -> [UInt8] {
        var data = Data(clip)
        let descriptions = try #require(data.range(of: Data("stsd".utf8)))
        let entry = try #require(data.range(of: Data(type.utf8), in: descriptions.upperBound..<data.endIndex))
        data.replaceSubrange(entry, with: Data(other.utf8))
        return [UInt8](data)
    }

    /// Overwrites the middle of each picture from `first` on: its headers stay, so the decoder gives it nevertheless.
    private func damaged(_ clip: [UInt8], from first: Int) throws -> [UInt8] {
        var bytes = clip
        var random = SeededRandom(seed: 7)
        let samples = try #require(MP4Edit.boxes(clip[...]).first { $0.type == "mdat" }).contents
        var rest = samples
        var number = 0
        while rest.count > 4 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            let kind = rest[rest.startIndex + 4] & 0x1f
            if kind == 1 || kind == 5 {
                if number >= first {
                    let start = rest.startIndex + 24
                    for index in start..<max(start, rest.startIndex + 4 + length - 2) {
                        bytes[index] = UInt8.random(in: 1...255, using: &random)
                    }
                }
                number += 1
            }
            rest = rest.dropFirst(4 + length)
        }
        return bytes
    }

    @Test func `pictures that the decoder made up are counted`() throws {
        try FFmpegCommand.makeClip(
            folder.path("clip.mp4"), size: "320x240", ["-c:v", "libx264", "-x264-params", "slices=1:keyint=10"])
        let bytes = try folder.bytes(of: "clip.mp4")
        #expect(try Clips.ending(folder.path("clip.mp4"))?.decodingErrors == 0)
        let path = try folder.write(damaged(bytes, from: 15), as: "damaged.mp4")
        // The decoder notices each of the fifteen damaged pictures, and none before them. The encoder and the decoder
        // have one thread each, so the number is always the same: with more threads, the decoder misses some.
        let ending = try #require(try Clips.ending(path, .init(threads: 1)))
        #expect(ending.frameCount == 30)
        #expect(!ending.endedEarly)
        #expect(ending.decodingErrors == 15)
    }

    @Test func `a clip of hardly anything but such pictures is refused`() throws {
        try FFmpegCommand.makeClip(
            folder.path("clip.mp4"), size: "320x240", ["-c:v", "libx264", "-x264-params", "slices=1:keyint=1"])
        let path = try folder.write(damaged(folder.bytes(of: "clip.mp4"), from: 0), as: "damaged.mp4")
        for stride in [1, 3] {
            #expect {
                _ = try Clips.frames(path, .init(threads: 2, stride: stride))
            } throws: {
                ($0 as? MediaError)?.code == .damagedFile
            }
        }
    }
}

/// Edits the description of a Matroska clip's one track.
enum MatroskaTrack {
    /// Adds an element to the track's entry.
    static func adding(_ element: [UInt8], to clip: [UInt8]) throws -> [UInt8] {
        var data = Data(clip)
        let id = Data([0x16, 0x54, 0xae, 0x6b])
        // The first is in the index of the segment.
        let mention = try #require(data.range(of: id))
        let tracks = try #require(data.range(of: id, in: mention.upperBound..<data.endIndex))
        let entry = try #require(data.range(of: Data([0xae, 0x01]), in: tracks.upperBound..<data.endIndex))
        let sizes = [tracks.upperBound, entry.lowerBound + 1]
        for place in sizes {
            let width = data[place].leadingZeroBitCount + 1
            let sum = data[place..<(place + width)].reduce(0) { $0 << 8 | UInt64($1) } + UInt64(element.count)
            for byte in 0..<width { data[place + width - 1 - byte] = UInt8(truncatingIfNeeded: sum >> (8 * byte)) }
        }
        data.insert(contentsOf: element, at: entry.lowerBound + 1 + 8)
        return [UInt8](data)
    }
}
