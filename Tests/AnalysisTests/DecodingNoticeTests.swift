import Testing

@testable import Analysis
@testable import Media

@Suite struct DecodingNoticeTests {
    @Test func aNoticeIsSentOnce() {
        let card = HardwareDecoding.cuda(card: 0, cacheFolder: nil)
        let opened = DecodingPlace(hardware: card, detour: "they are rotated")
        #expect(opened.notices.count == 1)
        #expect(opened.notices(since: opened).isEmpty)
        let later = DecodingPlace(hardware: .none, refusal: "the picture is cropped", detour: "they are rotated")
        #expect(later.notices.count == 2)
        #expect(later.notices(since: opened) == [later.notices[0]])
        #expect(later.notices(since: DecodingPlace(hardware: card)) == later.notices)
    }
}
