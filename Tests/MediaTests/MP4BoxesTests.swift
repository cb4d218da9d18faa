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
}
