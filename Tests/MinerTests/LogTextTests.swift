import Testing

@testable import Miner

@Suite struct LogTextTests {
    @Test func linesOfTheLogStayLines() {
        #expect(LogText.line("a\nb\u{1B}[31m\u{202E}é") == "a?b?[31m??")
        #expect(LogText.line("abcdef", limit: 3) == "abc…")
    }
}
