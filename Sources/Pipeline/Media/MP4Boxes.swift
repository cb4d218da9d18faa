/// The structure of an mp4 or mov file: a sequence of boxes, some of which contain boxes.
enum MP4Boxes {
    /// A box (ISO/IEC 14496-12, 4.2): a 32-bit length, a four-letter type, and a 64-bit length if the first length is
    /// 1.
    struct Box {
        var type: String
        /// Offsets in bytes from the start of the file. `end` is `nil` if the box extends to the end of its parent.
        var start: Int64
        var contents: Int64
        var end: Int64?
    }

    /// Returns the announced end of the last box, in bytes from the start.
    ///
    /// Returns `nil` if the last box extends to the end of the file, or if the file doesn't consist of boxes. Ignores
    /// junk after the last box.
    static func end(in source: any ByteSource) -> Int64? {
        guard let size = source.size else { return nil }
        var offset: Int64 = 0
        // A fragmented clip has two boxes for each fragment.
        for _ in 0..<mostBoxes {
            guard let box = box(at: offset, in: source), let end = box.end else { return nil }
            if end >= size {
                let isJunk = end > size && !outermost.contains(box.type) && !holdsSamples(offset..<size, of: source)
                return isJunk ? offset : end
            }
            offset = end
        }
        return nil
    }

    /// Returns whether only junk follows the last complete box, without any sign of a further part of the clip.
    static func endsInJunk(_ source: any ByteSource) -> Bool {
        guard let size = source.size else { return false }
        var offset: Int64 = 0
        var wholeEnd: Int64 = 0
        for _ in 0..<mostBoxes {
            guard let box = box(at: offset, in: source), let end = box.end, end <= size else { break }
            if outermost.contains(box.type) { wholeEnd = end }
            offset = end
        }
        guard wholeEnd > 0, wholeEnd < size else { return false }
        return !holdsSamples(wholeEnd..<size, of: source)
    }

    /// Returns the ids of the tracks with encrypted samples (ISO/IEC 23001-7: sample entries of type `encv` and
    /// similar).
    static func encryptedTracks(in source: any ByteSource) -> Set<Int> {
        guard let size = source.size else { return [] }
        var result: Set<Int> = []
        for movie in boxes(in: 0..<size, of: source, upTo: "moov") where movie.type == "moov" {
            for track in boxes(in: movie.inside(size), of: source) where track.type == "trak" {
                let inside = boxes(in: track.inside(size), of: source)
                guard let header = inside.first(where: { $0.type == "tkhd" }),
                    let id = trackID(header, in: source),
                    let descriptions = descend(["mdia", "minf", "stbl", "stsd"], from: track, size: size, in: source)
                else { continue }
                // Version, flags and the number of entries precede the entries.
                let inner = descriptions.inside(size)
                let entries = min(inner.lowerBound + 8, inner.upperBound)..<inner.upperBound
                if boxes(in: entries, of: source).contains(where: { encrypted.contains($0.type) }) { result.insert(id) }
            }
        }
        return result
    }

    private static let mostBoxes = 1_000_000
    private static let outermost: Set<String> = [
        "ftyp", "styp", "moov", "moof", "mdat", "mfra", "sidx", "ssix", "prft", "emsg", "meta", "uuid", "pdin", "free",
        "skip", "wide", "pnot", "udta", "imda",
    ]
    /// The types of encrypted sample entries. `drmi` is Apple's own.
    private static let encrypted: Set<String> = ["encv", "drmi"]

    private static func box(at offset: Int64, in source: any ByteSource) -> Box? {
        guard let bytes = try? source.bytes(at: offset, count: 16), bytes.count >= 8 else { return nil }
        func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        var box = Box(type: String(decoding: bytes[4..<8], as: UTF8.self), start: offset, contents: offset + 8)
        var length = Int64(number(0..<4))
        if length == 1 {
            guard bytes.count == 16, let long = Int64(exactly: number(8..<16)) else { return nil }
            length = long
            box.contents = offset + 16
        } else if length == 0 {
            return box
        }
        let (end, overflow) = offset.addingReportingOverflow(length)
        guard !overflow, end >= box.contents else { return nil }
        box.end = end
        return box
    }

    /// Returns the complete boxes in a range of the file, up to and including the first of type `last` if it is given.
    private static func boxes(in range: Range<Int64>, of source: any ByteSource, upTo last: String? = nil) -> [Box] {
        var result: [Box] = []
        var offset = range.lowerBound
        while offset < range.upperBound, result.count < mostBoxes, let box = box(at: offset, in: source) {
            let end = box.end ?? range.upperBound
            guard end <= range.upperBound else { break }
            result.append(box)
            if box.type == last { break }
            offset = end
        }
        return result
    }

    private static func descend(
        _ path: [String], from box: Box, size: Int64, in source: any ByteSource
    ) -> Box? {
        path.reduce(box) { (box: Box?, type) in
            box.flatMap { boxes(in: $0.inside(size), of: source).first { $0.type == type } }
        }
    }

    /// Returns the id of a track from its header (ISO/IEC 14496-12, 8.3.2).
    private static func trackID(_ header: Box, in source: any ByteSource) -> Int? {
        guard let bytes = try? source.bytes(at: header.contents, count: 24), bytes.count == 24 else { return nil }
        let start = bytes[0] == 1 ? 20 : 12
        return bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// Returns whether the type of a box that holds or describes samples occurs anywhere in a range of the file.
    private static func holdsSamples(_ range: Range<Int64>, of source: any ByteSource) -> Bool {
        let names = ["moof", "mdat", "moov"].map { Array($0.utf8) }
        var offset = range.lowerBound
        while offset < range.upperBound {
            guard let bytes = try? source.bytes(at: offset, count: 64 << 10), bytes.count >= 4 else { return false }
            let found = (0...(bytes.count - 4)).contains { start in
                bytes[start] == 0x6d && names.contains { $0.elementsEqual(bytes[start..<(start + 4)]) }
            }
            if found { return true }
            offset += Int64(bytes.count - 3)
        }
        return false
    }
}

extension MP4Boxes.Box {
    /// Returns the range of the box's contents in a file of `size` bytes.
    fileprivate func inside(_ size: Int64) -> Range<Int64> {
        let end = min(self.end ?? size, size)
        return min(contents, end)..<end
    }
}
