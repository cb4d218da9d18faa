/// The outermost structure of a Matroska or WebM file: an EBML header, then one segment that holds everything.
enum MatroskaSegment {
    /// Returns the announced end of the segment, in bytes from the start; `nil` if there is none, as in a live stream.
    static func end(in source: any ByteSource) -> Int64? {
        var offset: Int64 = 0
        // The header and at most a few void elements precede the segment.
        for _ in 0..<8 {
            guard let element = element(at: offset, in: source) else { return nil }
            guard let size = element.size else { return nil }
            let (end, overflow) = element.contents.addingReportingOverflow(size)
            guard !overflow else { return nil }
            if element.id == 0x1853_8067 { return end }
            offset = end
        }
        return nil
    }

    private struct Element {
        var id: UInt64
        var contents: Int64
        var size: Int64?
    }

    private static func element(at offset: Int64, in source: any ByteSource) -> Element? {
        guard let bytes = try? source.bytes(at: offset, count: 12), let id = number(bytes[...], keepsMarker: true),
            let size = number(bytes.dropFirst(id.length), keepsMarker: false)
        else { return nil }
        let isUnknown = size.value == (1 << (7 * size.length)) - 1
        return Element(
            id: id.value, contents: offset + Int64(id.length + size.length),
            size: isUnknown ? nil : Int64(exactly: size.value))
    }

    /// Reads a variable-length number. The leading zeros of its first byte count the bytes that follow (RFC 8794,
    /// section 4).
    private static func number(_ bytes: ArraySlice<UInt8>, keepsMarker: Bool) -> (value: UInt64, length: Int)? {
        guard let first = bytes.first, first != 0 else { return nil }
        let length = first.leadingZeroBitCount + 1
        guard bytes.count >= length else { return nil }
        let head = keepsMarker ? first : first & UInt8(truncatingIfNeeded: 0xff >> length)
        let value = bytes.dropFirst().prefix(length - 1).reduce(UInt64(head)) { $0 << 8 | UInt64($1) }
        return (value, length)
    }
}

extension ByteSource {
    /// Returns up to `count` bytes from `offset`, fewer only at the end.
    func bytes(at offset: Int64, count: Int) throws -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        var filled = 0
        try result.withUnsafeMutableBytes { buffer in
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                let read = try read(at: offset + Int64(filled), into: rest)
                if read == 0 { break }
                filled += read
            }
        }
        return Array(result.prefix(filled))
    }
}
