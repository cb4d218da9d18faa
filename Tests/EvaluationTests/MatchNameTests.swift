import Testing

@testable import Evaluation

struct MatchNameTests {
    @Test(arguments: [
        ("match_000123", "match"), ("08fd33_3_1", "08fd33_3"), ("video_1_10", "video_1"),
        ("epl-BHA-ARS-196-d", "epl-BHA-ARS"), ("wc18-COL-ENG-359-d", "wc18-COL-ENG"),
        ("ucl-LIV-BEN-a-f001-c", "ucl-LIV-BEN-a"), ("ligue1-MAR-PSG-f160", "ligue1-MAR-PSG"),
        ("2023-05-01_7", "2023-05-01"),
    ])
    func theMatchStandsBeforeTheNumber(picture: String, match: String) {
        #expect(MatchName.of(picture) == match)
    }

    @Test(arguments: [
        "match", "000123", "-12", "_7", "", "-", "match_", "match_12_ab", "match_12_a_b", "match_f", "match_1x",
        "match_x12",
        "match_٣", "match-12-é", "ucl-LIV-BEN-a", "12-a", "match_12.5",
    ])
    func otherNamesHaveNone(picture: String) {
        #expect(MatchName.of(picture) == nil)
    }

    @Test func framesAreGroupedInTheOrderOfNames() {
        let names = ["b_1", "unnumbered", "a_1", "b_2", "", "a_2"]
        let groups = MatchGroups(names.map { EvaluatedFrame(name: $0, width: 1, height: 1) })
        #expect(groups.names == ["a", "b", nil])
        #expect(groups.matches == [1, 2, 0, 1, 2, 0])
        #expect(MatchGroups([]).names.isEmpty)
    }
}
