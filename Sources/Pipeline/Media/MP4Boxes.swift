/// The outermost structure of an mp4 or mov file: boxes, one after the other.
enum MP4Boxes {
    /// Where the last box says that it ends, in bytes from the start; nil where it runs to the end of the file, or the
    /// file isn't made of boxes.
    static func end(in source: any ByteSource) -> Int64? {
        guard let size = source.size else { return nil }
        var offset: Int64 = 0
        // A fragmented clip has two boxes for each fragment.
        for _ in 0..<1_000_000 {
            guard let length = length(at: offset, in: source), length >= 8 else { return nil }
            let (end, overflow) = offset.addingReportingOverflow(length)
            guard !overflow else { return nil }
            if end >= size { return end }
            offset = end
        }
        return nil
    }

    /// ISO/IEC 14496-12, 4.2: 32 bits of length, four letters, and 64 bits of length where the first were 1.
    private static func length(at offset: Int64, in source: any ByteSource) -> Int64? {
        guard let bytes = try? source.bytes(at: offset, count: 16), bytes.count >= 8 else { return nil }
        func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        let short = number(0..<4)
        guard short == 1 else { return Int64(short) }
        return bytes.count == 16 ? Int64(exactly: number(8..<16)) : nil
    }
}
