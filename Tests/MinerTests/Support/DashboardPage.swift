import BrowserTesting
import Foundation
import Testing

/// The operator's page in a browser, once it has found the service.
struct DashboardPage {
    let browser: Chromium
    private let host: String

    init(port: Int) throws {
        host = "localhost:\(port)"
        browser = try Chromium(width: 1280, height: 1000)
        try browser.open("http://\(host)/")
        try browser.wait(until: "/ready|busy/.test(document.getElementById('badge').textContent)")
    }

    func text(_ selector: String) throws -> String {
        try browser.evaluate("document.querySelector('\(selector)').innerText") as? String ?? ""
    }

    func press(_ key: String, _ code: Int, modifiers: Int = 0) throws {
        try browser.press(key, code: code, modifiers: modifiers)
    }

    /// Opens the newest challenge, by keyboard.
    func open(hasClip: Bool) throws {
        try browser.wait(until: "document.querySelector('#recent .tier') !== null")
        _ = try browser.evaluate("document.querySelector('#recent a').focus()")
        try press("Enter", 13)
        try browser.wait(
            until: "document.getElementById('player').dataset.frame === '0' && "
                + "document.getElementById('player').dataset.clip === '\(hasClip)'")
    }

    func rectangle(_ selector: String) throws -> (x: Double, y: Double, width: Double) {
        let values =
            try browser.evaluate(
                """
                (() => {
                  const element = document.querySelector('\(selector)');
                  element.scrollIntoView({block: "nearest"});
                  const { x, y, width } = element.getBoundingClientRect();
                  return [x, y, width];
                })()
                """) as? [Double] ?? [0, 0, 0]
        return (values[0], values[1], values[2])
    }

    /// Whether a colour is drawn over the clip at a pixel of the frame, or right beside it: lines lie between pixels.
    func shows(_ colour: [Int], atX x: Double, y: Double) throws -> Bool {
        let pixels =
            try browser.evaluate(
                """
                (() => {
                  const overlay = document.getElementById("overlay");
                  const scale = overlay.width / \(FoundClip.width);
                  const canvas = document.createElement("canvas");
                  canvas.width = canvas.height = 3;
                  const context = canvas.getContext("2d");
                  context.drawImage(overlay, 1 - Math.round(\(x) * scale), 1 - Math.round(\(y) * scale));
                  return [...context.getImageData(0, 0, 3, 3).data];
                })()
                """) as? [Int] ?? []
        return stride(from: 0, to: pixels.count, by: 4).contains { start in
            zip(pixels[start...], colour + [255]).allSatisfy { abs($0 - $1) < 40 }
        }
    }

    /// Waits until a frame is shown, any for nil; then what the clip shows and what is drawn over it must be of that one.
    func expect(frame: Int?, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if let frame {
            try browser.wait(until: "document.getElementById('player').dataset.frame === '\(frame)'", seconds: 30)
        }
        let settled = "!document.getElementById('clip').seeking && document.getElementById('clip').paused"
        try browser.wait(until: settled, seconds: 30)
        let shown = Int(try browser.evaluate("document.getElementById('player').dataset.frame") as? String ?? "") ?? -1
        // The picture is put on the screen a moment after it was sought. Its samples are those of a clip, 16 to 235.
        try browser.wait(
            until: """
                (() => {
                  const canvas = document.createElement("canvas");
                  canvas.width = canvas.height = 1;
                  canvas.getContext("2d").drawImage(document.getElementById("clip"), 0, 0, 1, 1);
                  const grey = canvas.getContext("2d").getImageData(0, 0, 1, 1).data[1];
                  return Math.abs(grey * 219 / 255 + 16 - \(FoundClip.brightness(shown))) < 2;
                })()
                """)
        let box = FoundClip.box(shown)
        #expect(
            try shows([0x3a, 0x9b, 0xff], atX: box[0], y: (box[1] + box[3]) / 2),
            "the box isn't where it is in frame \(shown)", sourceLocation: sourceLocation)
    }

    /// Nothing failed on the page, and it asked nobody but the service.
    func expectPeace(sourceLocation: SourceLocation = #_sourceLocation) throws {
        _ = try browser.evaluate("1")
        #expect(browser.complaints == [], sourceLocation: sourceLocation)
        #expect(browser.hosts == [host], sourceLocation: sourceLocation)
    }
}
