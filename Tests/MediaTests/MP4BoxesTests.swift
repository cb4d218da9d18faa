import Testing

@testable import Media

@Suite struct MP4BoxesTests {
    private func box(_ name: String, length: UInt32, contents: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + Array(name.utf8)
            + [UInt8](repeating: 0, count: contents)
    }

    @Test func `the end is where the last box says`() {
        let whole = box("ftyp", length: 16, contents: 8) + box("mdat", length: 20, contents: 12)
        #expect(MP4Boxes.end(in: BytesInMemory(whole)) == Int64(36))
        #expect(MP4Boxes.end(in: BytesInMemory(Array(whole.prefix(30)))) == Int64(36))
    }

    @Test func `a long box has 64 bits of length`() {
        let long = box("mdat", length: 1, contents: 0) + [0, 0, 0, 2, 0, 0, 0, 0] + [1, 2, 3]
        #expect(MP4Boxes.end(in: BytesInMemory(long)) == Int64(1) << 33)
        let wrong = box("mdat", length: 1, contents: 0) + [UInt8](repeating: 0xff, count: 8)
        #expect(MP4Boxes.end(in: BytesInMemory(wrong)) == nil)
    }

    @Test func `a box that runs to the end, and what is no box, have none`() {
        #expect(MP4Boxes.end(in: BytesInMemory(box("mdat", length: 0, contents: 30))) == nil)
        #expect(MP4Boxes.end(in: BytesInMemory(box("mdat", length: 5, contents: 30))) == nil)
        #expect(MP4Boxes.end(in: BytesInMemory([])) == nil)
    }

    @Test func `junk after the last box isn't one that is cut off`() {
        let whole = box("ftyp", length: 16, contents: 8) + box("mdat", length: 20, contents: 12)
        for junk: [UInt8] in [
            [0x11, 0x95, 0xf9, 0x8c, 0xa4, 1, 2, 3, 4], Array("some text at the end".utf8), [0, 0, 0], [1],
            [UInt8](repeating: 0, count: 50),
        ] {
            let bytes = BytesInMemory(whole + junk)
            #expect((MP4Boxes.end(in: bytes) ?? 0) <= Int64(36 + junk.count))
            #expect(MP4Boxes.endsInJunk(bytes))
        }
    }

    @Test func `damage that more of the clip follows isn't junk at its end`() {
        let whole = box("ftyp", length: 16, contents: 8) + box("mdat", length: 20, contents: 12)
        let damaged = whole + [0x99, 0x99, 0x99, 0x99, 1, 2, 3, 4] + box("mdat", length: 20, contents: 12)
        #expect((MP4Boxes.end(in: BytesInMemory(damaged)) ?? 0) > Int64(damaged.count))
        #expect(!MP4Boxes.endsInJunk(BytesInMemory(damaged)))
        #expect(!MP4Boxes.endsInJunk(BytesInMemory(whole + box("moof", length: 50, contents: 3))))
        #expect(!MP4Boxes.endsInJunk(BytesInMemory(whole)))
    }
}
