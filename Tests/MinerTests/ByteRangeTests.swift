import Testing

@testable import Miner

@Suite struct ByteRangeTests {
    /// The examples of RFC 9110, section 14.1.2, for a file of 10000 bytes, and what is malformed.
    @Test(arguments: [
        ("bytes=0-499", ByteRange.part(0...499)), ("bytes=500-999", .part(500...999)),
        ("bytes=-500", .part(9500...9999)), ("bytes=9500-", .part(9500...9999)), ("bytes=0-0", .part(0...0)),
        ("bytes=-20000", .part(0...9999)), ("bytes=9000-20000", .part(9000...9999)), ("Bytes=1-2", .part(1...2)),
        ("bytes=10000-", .outside), ("bytes=20000-30000", .outside), ("bytes=-0", .outside),
        ("bytes=0-0,-1", .whole), ("bytes=5-2", .whole), ("bytes=-", .whole), ("bytes=a-b", .whole),
        ("bytes=+1-2", .whole), ("bytes=99999999999999999999-", .whole), ("lines=1-2", .whole), ("", .whole),
    ])
    func aRangeIsReadAsTheStandardSays(_ header: String, _ range: ByteRange) {
        #expect(ByteRange(header, size: 10000) == range)
    }

    @Test func withoutARangeAllIsMeant() {
        #expect(ByteRange(nil, size: 10) == .whole)
    }
}
