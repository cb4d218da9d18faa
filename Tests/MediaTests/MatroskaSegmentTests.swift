import Testing

@testable import Media

@Suite struct MatroskaSegmentTests {
    private let header: [UInt8] = [0x1a, 0x45, 0xdf, 0xa3, 0x82, 0, 0]
    private let segment: [UInt8] = [0x18, 0x53, 0x80, 0x67]

    @Test func `the end is where the segment says`() {
        #expect(MatroskaSegment.end(in: BytesInMemory(header + segment + [0x85])) == Int64(17))
        let long: [UInt8] = [0x01, 0, 0, 0, 0, 0, 0x10, 0x00]
        #expect(MatroskaSegment.end(in: BytesInMemory(header + segment + long)) == Int64(4115))
    }

    @Test func `a live stream doesn't say`() {
        let unknown: [UInt8] = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
        #expect(MatroskaSegment.end(in: BytesInMemory(header + segment + unknown)) == nil)
        #expect(MatroskaSegment.end(in: BytesInMemory(header + segment + [0xff])) == nil)
    }

    @Test func `anything else has none`() {
        #expect(MatroskaSegment.end(in: BytesInMemory([])) == nil)
        #expect(MatroskaSegment.end(in: BytesInMemory([0, 0, 0, 0])) == nil)
        #expect(MatroskaSegment.end(in: BytesInMemory([UInt8](repeating: 0x81, count: 40))) == nil)
    }
}
