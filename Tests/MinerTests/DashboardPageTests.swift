import BrowserTesting
import Foundation
import HTTPTesting
import HTTPTypes
import Settings
import Synchronization
import Testing

@testable import ClipWorker
@testable import Miner

/// The operator's page in a real browser: it loads, follows a challenge that runs, opens one, and plays it.
@Suite(.serialized, .enabled(if: Chromium.path != nil, "no Chromium is installed here"))
struct DashboardPageTests {
    /// Serves, asks for one challenge, and looks at the page.
    /// - Parameter waits: whether for its answer first.
    private func withPage(
        keepsClip: Bool = false, id: String = "gsr-1", worker: StubWorker.Answer? = nil, waits: Bool = true,
        _ work: @escaping @Sendable (DashboardPage) throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let service = try Service { ($0.dataFolder, $0.keptClipMegabytes) = (folder.path, keepsClip ? 64 : 0) }
        if keepsClip {
            try FileManager.default.createDirectory(
                atPath: folder.path("kept-clips"), withIntermediateDirectories: true)
            try FoundClip.write(to: folder.path("clip.mp4"))
            try FileManager.default.copyItem(atPath: folder.path("clip.mp4"), toPath: folder.path("kept-clips/1"))
        }
        try await service.run(worker: worker ?? Self.found) { client, parts in
            async let answer = client.challenge(id)
            if waits {
                #expect(try await answer.status == .ok)
                try await eventually("it is in the history") {
                    try await parts.controller.historyWriter.history.challenge(1)?.state == .answered
                }
            }
            let port = try #require(client.port)
            try await OwnThread.run { try work(DashboardPage(port: port)) }
            _ = try await answer
        }
    }

    private static let found: StubWorker.Answer = { job, _, _ in
        var report = WorkerReport()
        (report.width, report.height) = (FoundClip.width, FoundClip.height)
        (report.frames, report.analysedFrames) = (FoundClip.frames, FoundClip.frames / 2)
        var id = ""
        if case .clip(_, let challengeID) = job.kind { id = challengeID }
        return WorkerReply(bytes: FoundClip.result(challengeID: id), report: report)
    }

    @Test func itFollowsAChallengeThatRuns() async throws {
        let isSeen = Event()
        try await withPage(
            worker: { job, body, tell in
                var progress = WorkerProgress()
                (progress.frames, progress.decodedFrames, progress.analysedFrames) = (20, 30, 10)
                (progress.frameCount, progress.receivedBytes, progress.clipBytes) = (50, 1_500_000, 3_000_000)
                // The page that opens later is told of it, too.
                tell(progress)
                await isSeen.wait()
                return try await Self.found(job, body, tell)
            }, waits: false
        ) { page in
            try page.browser.wait(until: "document.querySelector('.running progress[value]') !== null")
            let steps = try page.text(".running .steps")
            #expect(steps.contains("Download") && steps.contains("1.5 MB of 3.0 MB"))
            #expect(steps.contains("Decode") && steps.contains("to frame 30 of about 50"))
            #expect(steps.contains("Inference") && steps.contains("10 pictures"))
            #expect(steps.contains("Frames") && steps.contains("20 of about 50"))
            let shares =
                try page.browser.evaluate(
                    "[...document.querySelectorAll('.running progress')].map((bar) => bar.value / bar.max)")
                as? [Double]
            #expect(shares == [0.5, 0.6, 0.4, 0.4])
            // Opened while it runs, it is played once it has ended.
            _ = try page.browser.evaluate("location.hash = '#challenge-1'")
            try page.browser.wait(until: "document.getElementById('detail-message').textContent.includes('running')")
            isSeen.happen()
            try page.browser.wait(until: "document.getElementById('player').dataset.frame === '0'")
            try page.browser.wait(until: "document.querySelector('#recent .tier') !== null")
            #expect(try page.text("#recent").contains("answered (200)"))
            #expect(try page.text("#now") == "No challenge is running.")
            try page.expectPeace()
        }
    }

    @Test func theKeysSteerTheClipToItsFrames() async throws {
        try await withPage(keepsClip: true) { page in
            try page.open(hasClip: true)
            try page.expect(frame: 0)
            try page.press("ArrowRight", 39)
            try page.expect(frame: 1)
            try page.press("ArrowRight", 39, modifiers: 8)
            try page.expect(frame: 26)
            #expect(try page.text("#tally").contains("1 player, 1 goalkeeper, 0 referees, ball"))
            try page.press("ArrowLeft", 37)
            try page.expect(frame: 25)
            try page.press("End", 35)
            try page.expect(frame: 49)
            try page.press("Home", 36)
            try page.expect(frame: 0)
            #expect(try page.text("#tally").contains("no ball"))
            // Slowly, so that it doesn't come to its end meanwhile.
            _ = try page.browser.evaluate(
                "document.getElementById('speed').value = '0.25';"
                    + "document.getElementById('speed').dispatchEvent(new Event('change'))")
            try page.press(" ", 32)
            try page.browser.wait(until: "Number(document.getElementById('player').dataset.frame) >= 4")
            #expect(try page.text("#play") == "Pause")
            try page.press(" ", 32)
            try page.browser.wait(until: "document.getElementById('play').textContent === 'Play'")
            try page.expect(frame: nil)
            // The time axis, in its middle.
            let axis = try page.rectangle("#axis canvas")
            try page.browser.click((axis.x + 34 + (axis.width - 42) * 0.605, axis.y + 40))
            try page.expect(frame: 30)
            #expect(
                try page.browser.evaluate("document.getElementById('axis').getAttribute('aria-valuenow')") as? String
                    == "30")
            try page.press("Escape", 27)
            #expect(try page.browser.evaluate("document.getElementById('detail').hidden") as? Bool == true)
            // The way back opens it again.
            _ = try page.browser.evaluate("history.back()")
            try page.browser.wait(until: "!document.getElementById('player').hidden")
            try page.expectPeace()
        }
    }

    @Test func withoutAClipItPlaysOnGrassAndTakesAFile() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let file = folder.path("mine.mp4")
        try FoundClip.write(to: file)
        try await withPage { page in
            try page.open(hasClip: false)
            #expect(try page.text("#clip-note").contains("KEEP_CLIPS_MB"))
            #expect(try page.shows([0x2b, 0x6b, 0x3f], atX: 2, y: 2))
            try page.press(" ", 32)
            try page.browser.wait(until: "document.getElementById('player').dataset.frame === '49'")
            try page.browser.wait(until: "document.getElementById('play').textContent === 'Play'")
            try page.press("Home", 36)
            try page.browser.choose(files: [file], in: "#file")
            try page.browser.wait(until: "document.getElementById('player').dataset.clip === 'true'")
            _ = try page.browser.evaluate("document.activeElement.blur()")
            try page.press("ArrowRight", 39)
            try page.expect(frame: 1)
            #expect(try page.text("#clip-note") == "mine.mp4.")
            try page.expectPeace()
        }
    }

    @Test func itFitsAPhoneAndTheDark() async throws {
        try await withPage { page in
            let light = try page.browser.evaluate("getComputedStyle(document.body).backgroundColor") as? String
            try page.browser.prefer(["prefers-color-scheme": "dark"])
            #expect(try page.browser.evaluate("getComputedStyle(document.body).backgroundColor") as? String != light)
            try page.browser.resize(width: 375, height: 812, isPhone: true)
            for isOpen in [false, true] {
                if isOpen { try page.open(hasClip: false) }
                #expect(try page.browser.evaluate("document.documentElement.scrollWidth") as? Int == 375)
                #expect(
                    try page.browser.evaluate(
                        "[...document.querySelectorAll('button')].filter((b) => b.checkVisibility()).every((b) => "
                            + "b.getBoundingClientRect().height >= 44)") as? Bool == true)
            }
            try page.expectPeace()
        }
    }

    @Test func textOfAChallengeIsNeverMarkup() async throws {
        let id = "<img src=x onerror=alert(1)><b>bold</b>"
        try await withPage(id: id) { page in
            try page.open(hasClip: false)
            #expect(try page.text("#detail-title").contains(id))
            #expect(try page.text("#recent").contains(id))
            #expect(try page.browser.evaluate("document.querySelector('img, main b') === null") as? Bool == true)
            try page.expectPeace()
        }
    }
}
