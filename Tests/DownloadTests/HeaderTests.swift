import HTTPTypes
import Testing

@testable import Download

@Suite struct HeaderTests {
    @Test(
        arguments: [
            ("bytes 0-99/1000", 0, 100, 1000), ("bytes 5-5/6", 5, 6, 6), ("Bytes 0-99/*", 0, 100, nil),
        ] as [(String, Int64, Int64, Int64?)])
    func contentRange(header: String, start: Int64, end: Int64, size: Int64?) {
        let range = ContentRange(header)
        #expect(range?.part == start..<end && range?.size == size)
    }

    @Test func aRangeThatIsNotThere() {
        #expect(ContentRange("bytes */0") == ContentRange("bytes */00"))
        #expect(ContentRange("bytes */7").map { $0.part == nil && $0.size == 7 } == true)
    }

    @Test(arguments: [
        "", "bytes", "bytes 0-99", "bytes 99-0/1000", "bytes 0-1000/1000", "bytes -5/10", "bytes 0-/10", "lines 0-9/10",
        "bytes */*", "bytes a-b/c", "bytes 0-9/-10", "bytes +0-9/10", "bytes 0-9/99999999999999999999",
        "bytes 0-9223372036854775807/*", "bytes 0-9/10/11",
    ])
    func noContentRange(header: String) { #expect(ContentRange(header) == nil) }

    @Test(
        arguments: [
            ("0", 0), ("120", 120), ("Sun, 06 Nov 1994 08:49:37 GMT", 37), ("Sun, 06 Nov 1994 08:48:37 GMT", 0),
            ("-1", nil), ("soon", nil), ("06 Nov 1994", nil), ("", nil), ("99999999999999999999", nil),
        ] as [(String, Int?)])
    func retryAfter(header: String, seconds: Int?) {
        // 784111777 is RFC 9110's example date.
        #expect(RetryAfter.wait(header, now: 784_111_740) == seconds.map { .seconds($0) })
    }

    @Test func versions() {
        let one = FileVersion([.eTag: "\"a\"", .lastModified: "Sun, 06 Nov 1994 08:49:37 GMT"])
        #expect(one.condition == "\"a\"")
        #expect(one.contradicts(FileVersion([.eTag: "\"b\""])) && !one.contradicts(FileVersion([.eTag: "W/\"a\""])))
        #expect(one.contradicts(FileVersion([.lastModified: "Sun, 06 Nov 1994 08:49:38 GMT"])))
        #expect(!one.contradicts(FileVersion([:])))
        let weak = FileVersion([.eTag: "W/\"a\""])
        #expect(weak.condition == nil && weak.contradicts(FileVersion([.eTag: "W/\"b\""])))
    }

    /// curl would unpack a transfer coding, and the file would have another length than the server says.
    @Test(arguments: ["gzip", "gzip, chunked", "Deflate", "br"]) func packedContentIsRefused(coding: String) throws {
        for name in [HTTPField.Name.contentEncoding, .transferEncoding] {
            let response = HTTPResponse(status: .ok, headerFields: [name: coding])
            let failure = #expect(throws: TransferFailure.self) {
                try RangeResponse(response, from: ClipURL("http://a.example/"))
            }
            #expect(failure?.error.code == .encodingRefused && failure?.isWorthRetrying == false)
        }
    }

    @Test(arguments: ["chunked", "Chunked", "identity, chunked", ""]) func plainContentIsTaken(coding: String) throws {
        let response = HTTPResponse(status: .ok, headerFields: [.transferEncoding: coding])
        #expect(try RangeResponse(response, from: ClipURL("http://a.example/")).extent == .whole(size: nil))
    }

    @Test func pages() {
        #expect(PageSniffer.kind(ofFirst: Array("\n <!DOCTYPE HTML><p>".utf8)) != nil)
        #expect(PageSniffer.kind(ofFirst: Array("<html lang=en>".utf8)) != nil)
        #expect(PageSniffer.kind(ofFirst: [0, 0, 0, 32] + Array("ftypisom<html".utf8)) == nil)
        #expect(PageSniffer.kind(ofType: "text/html") != nil && PageSniffer.kind(ofType: "video/mp4") == nil)
        #expect(PageSniffer.kind(ofType: "application/octet-stream") == nil && PageSniffer.kind(ofType: "") == nil)
    }
}
