import Evaluation
import Foundation
import Geometry
import Media
import Observations
import Testing

@testable import Labelling

struct LabelStoreTests {
    @Test func everyNthFrameIsThere() async throws {
        let desk = try Desk()
        let store = try await desk.startedStore()
        #expect(await store.states.map(\.frame.index) == [0, 5, 10])
        #expect(await store.states.map(\.state) == [.new, .new, .new])
        #expect(store.shelf.frames.map(\.time).map { ($0 * 100).rounded() } == [0, 20, 40])
        #expect(try store.shelf.picture(of: 5).starts(with: [0xff, 0xd8]))
        let entry = try await store.entry(5)
        #expect(entry.labels.objects.map(\.objectClass) == [.player, .ball])
        #expect(entry.labels.objects.first?.confidence == 0.8)
        let error = await #expect(throws: LabellingError.self) { try await store.entry(7) }
        #expect(error?.code == .noSuchFrame)
        await store.close()
        #expect(!FileManager.default.fileExists(atPath: store.shelf.folder))
    }

    @Test func oneASecondWithoutAWord() async throws {
        let desk = try Desk(frames: 30)
        let store = try desk.store(every: nil)
        #expect(await store.states.map(\.frame.index) == [0, 25])
    }

    @Test func whatIsNotDoneIsADraft() async throws {
        let desk = try Desk()
        let store = try await desk.startedStore()
        let entry = try await store.save(.sample, isDone: false, revision: "", at: 5)
        #expect(entry.state == .draft)
        #expect(
            desk.files == ["drafts/pitch/match_000005.txt", "drafts/players/match_000005.txt", "match.labelling.json"])
        #expect(await store.tally == (done: 0, drafts: 1, all: 3))
    }

    /// What is done can be read as training data is, and is what was meant.
    @Test func whatIsDoneIsTruth() async throws {
        let desk = try Desk()
        let store = try await desk.startedStore()
        let draft = try await store.save(.sample, isDone: false, revision: "", at: 5)
        let entry = try await store.save(.sample, isDone: true, revision: draft.revision, at: 5)
        #expect(entry.state == .done)
        #expect(
            desk.files == [
                "match.labelling.json", "pitch/valid/images/match_000005.jpg", "pitch/valid/labels/match_000005.txt",
                "players/valid/images/match_000005.jpg", "players/valid/labels/match_000005.txt",
            ])
        let players = try LabelledFolder(path: desk.labels + "/players/valid")
        #expect(try players.frames(of: "match.mp4").map(\.index) == [5])
        let objects = try players.items[0].label().objects(width: 320, height: 180)
        #expect(objects.map(\.objectClass) == [.referee, .ball])
        for (a, b) in zip(objects, FrameLabels.sample.objects) { #expect(a.box.iou(b.box) > 0.999) }
        let picture = try StillPicture.decode(path: players.items[0].imagePath)
        #expect((picture.width, picture.height) == (320, 180))
        let pitch = try LabelledFolder(path: desk.labels + "/pitch/valid").items[0].label()
        let truth = try #require(pitch.pitch(width: 320, height: 180))
        #expect(truth.keypoints.filter(\.isPresent).count == 6)
        #expect(pitch.rows[0].hidden == [13])
        #expect(abs(truth.box.x1 - 92) < 0.01 && abs(truth.box.y2 - 175) < 0.01)
    }

    @Test func withoutKeypointsThereIsNoPitchLabel() async throws {
        let desk = try Desk()
        let store = try await desk.startedStore()
        var revision = try await store.save(.sample, isDone: true, revision: "", at: 0).revision
        revision = try await store.save(.empty, isDone: true, revision: revision, at: 0).revision
        #expect(desk.files.filter { $0.hasPrefix("pitch") }.isEmpty)
        #expect(try desk.text("players/valid/labels/match_000000.txt").isEmpty)
        #expect(try await store.entry(0).labels == .empty)
    }

    @Test func whatIsNotDoneAfterAllLeavesTheTruth() async throws {
        let desk = try Desk()
        let store = try await desk.startedStore()
        let done = try await store.save(.sample, isDone: true, revision: "", at: 5)
        let open = try await store.save(.sample, isDone: false, revision: done.revision, at: 5)
        #expect(open.state == .draft)
        #expect(desk.files.allSatisfy { !$0.contains("valid") })
    }

    @Test func oneContinuesWhereOneStopped() async throws {
        let desk = try Desk()
        let first = try await desk.startedStore()
        _ = try await first.save(.sample, isDone: true, revision: "", at: 10)
        _ = try await first.save(.empty, isDone: false, revision: "", at: 5)
        // Frames labelled before are there under any distance.
        let second = try await desk.startedStore(every: 4)
        #expect(await second.states.map(\.frame.index) == [0, 4, 5, 8, 10])
        #expect(await second.states.map(\.state) == [.new, .new, .draft, .new, .done])
        #expect(try await second.entry(10).labels.objects.map(\.objectClass) == [.referee, .ball])
        #expect(try await second.entry(5).labels == .empty)
    }

    @Test func changesOfOthersAreNotOverwritten() async throws {
        let desk = try Desk()
        let store = try await desk.startedStore()
        let entry = try await store.save(.sample, isDone: true, revision: "", at: 5)
        try desk.write("1 0.5 0.5 0.1 0.1\n", to: "players/valid/labels/match_000005.txt")
        let error = await #expect(throws: LabellingError.self) {
            try await store.save(.empty, isDone: true, revision: entry.revision, at: 5)
        }
        #expect(error?.code == .changedMeanwhile)
        #expect(try await store.entry(5).labels.objects.map(\.objectClass) == [.goalkeeper])
        // Unless the person says so.
        _ = try await store.save(.empty, isDone: true, revision: nil, at: 5)
        #expect(try desk.text("players/valid/labels/match_000005.txt").isEmpty)
    }

    @Test(arguments: ["players/valid/labels/match_000005.txt", "pitch/valid/images/match_000001.jpg"])
    func filesOfUnknownOriginAreLeftAlone(file: String) throws {
        let desk = try Desk()
        try desk.write("2 0.5 0.5 0.1 0.1\n", to: file)
        let error = #expect(throws: LabellingError.self) { try desk.store() }
        #expect(error?.code == .foreignFiles)
        #expect(desk.files == [file])
    }

    @Test func anotherClipOfTheNameIsRefused() async throws {
        let desk = try Desk()
        _ = try await desk.startedStore().save(.sample, isDone: true, revision: "", at: 5)
        try FileManager.default.removeItem(atPath: desk.clip)
        try Desk.writeClip(to: desk.clip, frames: 12, shade: 60)
        let error = #expect(throws: LabellingError.self) { try desk.store() }
        #expect(error?.code == .foreignFiles)
    }

    @Test func labelsOfOtherClipsAreNoneOfItsBusiness() async throws {
        let desk = try Desk()
        try desk.write("2 0.5 0.5 0.1 0.1\n", to: "players/valid/labels/other_000005.txt")
        #expect(await (try desk.startedStore()).states.map(\.state) == [.new, .new, .new])
    }

    @Test func aResultOfOtherFramesIsRefused() async throws {
        let desk = try Desk()
        let store = try desk.store()
        let result = ClipObservations(frames: Desk.result.frames, width: 1280, height: 720)
        let error = await #expect(throws: LabellingError.self) { try await store.start(from: result) }
        #expect(error?.code == .foreignResult)
    }

    @Test func labelsThatCannotBeReadAreNamed() async throws {
        let desk = try Desk()
        let store = try await desk.startedStore()
        try desk.write("2 0.5 0.5\n", to: "players/valid/labels/match_000005.txt")
        let error = await #expect(throws: LabellingError.self) { try await store.entry(5) }
        #expect(error?.message.contains("match_000005.txt, line 1") == true)
    }
}
