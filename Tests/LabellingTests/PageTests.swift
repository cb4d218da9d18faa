import BrowserTesting
import Evaluation
import Foundation
import Geometry
import Logging
import Observations
import Testing

@testable import Labelling

/// The page as a person uses it, by mouse and keyboard, in a real browser.
@Suite(.serialized, .enabled(if: Chromium.path != nil, "no Chromium is installed here"))
struct PageTests {
    /// Serves a clip and works on it.
    private func withPage(_ work: @escaping @Sendable (Page) throws -> Void) async throws -> Desk {
        let desk = try Desk()
        let store = try await desk.startedStore()
        let server = try LabellingServer(store: store, port: 0, logger: Logger(label: "test"))
        let (addresses, ready) = AsyncStream<String>.makeStream()
        let serving = Task { try await server.run { ready.yield($0) } }
        var iterator = addresses.makeAsyncIterator()
        let address = try #require(await iterator.next())
        try await OwnThread.run { try work(Page(address)) }
        serving.cancel()
        _ = try? await serving.value
        await store.close()
        return desk
    }

    @Test func boxesAreCorrectedByMouseAndKeyboard() async throws {
        let desk = try await withPage { page in
            try page.press("ArrowRight", 39)
            try page.show(5)
            // The player of the result, moved by its middle.
            try page.click(110, 75)
            try page.drag((110, 75), (130, 85))
            // A new box, made a goalkeeper's.
            try page.drag((20, 110), (60, 170))
            try page.press("1", 49)
            // The ball, taken away, brought back, taken away.
            try page.click(203, 93)
            try page.press("Delete", 46)
            try page.press("z", 90, modifiers: 2)
            try page.press("y", 89, modifiers: 2)
            try page.settle()
            try page.press("Enter", 13)
            try page.show(10)
            try page.settle()
        }
        let item = try LabelledFolder(path: desk.labels + "/players/valid").items[0]
        #expect(item.name == "match_000005")
        let objects = try item.label().objects(width: 320, height: 180)
        #expect(objects.map(\.objectClass) == [.player, .goalkeeper])
        #expect(objects[0].box.iou(Box(x1: 120, y1: 60, x2: 140, y2: 110)) > 0.9)
        #expect(objects[1].box.iou(Box(x1: 20, y1: 110, x2: 60, y2: 170)) > 0.9)
        #expect(!desk.files.contains { $0.hasPrefix("drafts/players") })
    }

    @Test func keypointsAreCorrectedByMouseAndKeyboard() async throws {
        let desk = try await withPage { page in
            try page.press("p", 80)
            try page.drag((228, 91), (231, 93))
            try page.press("h", 72)
            try page.drag((160, 40), (162, 40))
            try page.press("x", 88)
            // Vertex 10 is chosen on the plan, then placed.
            _ = try page.browser.evaluate(
                "document.querySelector('[data-vertex=\"9\"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
            try page.click(40, 60)
            try page.settle()
            try page.press("Enter", 13)
            try page.show(5)
            try page.settle()
        }
        let label = try LabelledFolder(path: desk.labels + "/pitch/valid").items[0].label()
        let keypoints = try #require(label.pitch(width: 320, height: 180)).keypoints
        #expect(keypoints.indices.filter { keypoints[$0].isPresent } == [9, 14, 15, 16, 30, 31])
        #expect(keypoints[31].point.distance(to: Point(231, 93)) < 1)
        #expect(keypoints[9].point.distance(to: Point(40, 60)) < 1)
        #expect(label.rows[0].hidden == [31])
    }

    @Test func nothingOnThePageFails() async throws {
        _ = try await withPage { page in
            for (key, code) in [("c", 67), ("r", 82), ("f", 70), ("l", 76), ("t", 84), ("v", 86), ("u", 85), ("n", 78)]
            {
                try page.press(key, code)
            }
            try page.press("End", 35)
            try page.show(10)
            try page.press("?", 191, modifiers: 8)
            #expect(try page.browser.evaluate("document.getElementById('help').open") as? Bool == true)
            #expect(try page.browser.evaluate("window.failures.join()") as? String == "")
        }
    }
}

/// The page in a browser; places are in pixels of the frame.
private struct Page {
    let browser: Chromium

    init(_ address: String) throws {
        browser = try Chromium(width: 1200, height: 800)
        try browser.open(address)
        try show(0)
        _ = try browser.evaluate(
            """
            window.failures = [];
            window.addEventListener("error", (event) => window.failures.push(event.message));
            window.addEventListener("unhandledrejection", (event) => window.failures.push(String(event.reason)));
            """)
    }

    /// Waits until a frame is shown, with its lines.
    func show(_ frame: Int) throws {
        try browser.wait(
            until: "document.body.dataset.frame === '\(frame)' && document.getElementById('check').textContent !== ''")
    }

    /// Waits until all is saved.
    func settle() throws { try browser.wait(until: "document.body.dataset.idle === 'true'") }

    func press(_ key: String, _ code: Int, modifiers: Int = 0) throws {
        try browser.press(key, code: code, modifiers: modifiers)
    }

    func click(_ x: Double, _ y: Double) throws { try browser.click(try place(x, y)) }

    func drag(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) throws {
        try browser.drag(from: try place(from.x, from.y), to: try place(to.x, to.y))
    }

    private func place(_ x: Double, _ y: Double) throws -> (x: Double, y: Double) {
        let view =
            try browser.evaluate(
                """
                (() => {
                  const { left, top } = document.getElementById("canvas").getBoundingClientRect();
                  const { scale, x, y } = document.body.dataset;
                  return [left + Number(x), top + Number(y), Number(scale)];
                })()
                """) as? [Double] ?? [0, 0, 1]
        return (view[0] + x * view[2], view[1] + y * view[2])
    }
}
