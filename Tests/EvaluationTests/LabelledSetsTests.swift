import Foundation
import Testing

@testable import Evaluation

struct LabelledSetsTests {
    @Test(arguments: [
        (["data/players/valid", "data/world/players/valid"], ["data/players/valid", "world/players/valid"]),
        (["/a/valid", "/b/valid/", "/b/test"], ["a/valid", "b/valid", "test"]),
        (["/valid", "/a/valid"], ["/valid", "a/valid"]), (["./x", "y/../z"], ["x", "z"]),
        (["/a", "/a", "/b"], ["a", "a", "b"]),
        (["/", "/a"], ["/", "a"]), ([], []),
    ])
    func namesTellFoldersApart(paths: [String], names: [String]) {
        #expect(FolderNames.distinct(paths) == names)
    }

    @Test func aFolderIsRecognisedUnderEveryPath() throws {
        #expect(FolderNames.repeated(in: ["a", "b", "a/b"]) == nil)
        #expect(FolderNames.repeated(in: ["a", "b", "./b/"]) == "./b/")
        #expect(FolderNames.repeated(in: ["a", "b/../a"]) == "b/../a")
        let folder = try ScratchFolder()
        _ = try folder.write("", to: "real/notes.txt")
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path + "/real")
        #expect(FolderNames.repeated(in: [folder.path + "/real", link]) == link)
    }

    @Test func onlySeveralFoldersOfAKindAreNamed() throws {
        let folder = try ScratchFolder()
        var paths: [String] = []
        for name in ["here/valid", "there/valid", "pitch"] {
            _ = try folder.write("", to: "\(name)/images/a_1.jpg")
            _ = try folder.write("2 0.5 0.5 0.1 0.1\n", to: "\(name)/labels/a_1.txt")
            paths.append("\(folder.path)/\(name)")
        }
        let single = try LabelledSets(players: [paths[0]], pitch: [paths[2]])
        #expect((single.players + single.pitch).map(\.name) == [nil, nil])
        let several = try LabelledSets(players: [paths[0], paths[1]], pitch: [paths[2]])
        #expect(several.players.map(\.name) == ["here/valid", "there/valid"])
        #expect(several.pitch.map(\.name) == ["pitch"])
        #expect(several.pitch.map(\.folder.path) == [paths[2]])
        #expect(try LabelledSets(players: [], pitch: []).isEmpty)
        let error = #expect(throws: EvaluationError.self) {
            try LabelledSets(players: [paths[0], folder.path + "/missing"], pitch: [])
        }
        #expect(error?.source == folder.path + "/missing/images")
    }
}
