import Foundation

/// A headless browser, spoken to in the DevTools protocol over its standard input and output.
///
/// Not for use by two tasks at once.
final class Chromium {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Where one is installed; nil for none.
    static let path: String? = ["chromium", "chromium-browser", "google-chrome"].lazy
        .flatMap { name in
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
        }
        .first(where: FileManager.default.isExecutableFile)

    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()
    private let profile = NSTemporaryDirectory() + "chromium-" + UUID().uuidString
    private var received = Data()
    private var number = 0
    private var session: String?

    init(width: Int, height: Int) throws {
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // It reads commands from descriptor 3 and answers on 4.
        process.arguments = [
            "-c", "exec \"$0\" \"$@\" 3<&0 4>&1 1>&2", Self.path ?? "chromium", "--headless=new", "--no-sandbox",
            "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage", "--user-data-dir=\(profile)",
            "--remote-debugging-pipe", "about:blank",
        ]
        process.standardInput = commands
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        try process.run()
        let targets = try command("Target.getTargets")["targetInfos"] as? [[String: Any]] ?? []
        guard let page = targets.first(where: { $0["type"] as? String == "page" })?["targetId"] as? String else {
            throw Failure(description: "the browser has no page")
        }
        session = try command("Target.attachToTarget", ["targetId": page, "flatten": true])["sessionId"] as? String
        _ = try command(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    }

    deinit {
        // Asked to, it ends with all its helpers; told to, they may still write into the profile.
        session = nil
        if (try? command("Browser.close")) == nil { process.terminate() }
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: profile)
    }

    func open(_ address: String) throws { _ = try command("Page.navigate", ["url": address]) }

    /// The value of an expression on the page; promises are waited for.
    func evaluate(_ expression: String) throws -> Any? {
        let answer = try command(
            "Runtime.evaluate", ["expression": expression, "awaitPromise": true, "returnByValue": true])
        if let details = answer["exceptionDetails"] { throw Failure(description: "\(details)") }
        return (answer["result"] as? [String: Any])?["value"]
    }

    /// Waits until an expression is true.
    func wait(until expression: String, seconds: Double = 150) throws {
        let end = Date.now.addingTimeInterval(seconds)
        while (try? evaluate(expression)) as? Bool != true {
            guard Date.now < end else { throw Failure(description: "not within \(seconds) s: \(expression)") }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    func drag(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) throws {
        try mouse("mouseMoved", start, isDown: false)
        try mouse("mousePressed", start, isDown: true)
        for share in [0.3, 0.6, 1] {
            try mouse(
                "mouseMoved", (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share), isDown: true)
        }
        try mouse("mouseReleased", end, isDown: false)
    }

    func click(_ place: (x: Double, y: Double)) throws {
        try mouse("mousePressed", place, isDown: true)
        try mouse("mouseReleased", place, isDown: false)
    }

    /// A key by its name; `code` is the Windows key code, which the browser asks for; `modifiers` 2 is Control, 8 Shift.
    func press(_ key: String, code: Int, modifiers: Int = 0) throws {
        var event: [String: Any] = [
            "type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers,
        ]
        _ = try command("Input.dispatchKeyEvent", event)
        event["type"] = "keyUp"
        _ = try command("Input.dispatchKeyEvent", event)
    }

    private func mouse(_ type: String, _ place: (x: Double, y: Double), isDown: Bool) throws {
        _ = try command(
            "Input.dispatchMouseEvent",
            [
                "type": type, "x": place.x, "y": place.y, "button": type == "mouseMoved" && !isDown ? "none" : "left",
                "buttons": isDown ? 1 : 0, "clickCount": 1,
            ])
    }

    private func command(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        number += 1
        var message: [String: Any] = ["id": number, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        try commands.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
        while true {
            let answer = try next()
            guard answer["id"] as? Int == number else { continue }
            if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
            return answer["result"] as? [String: Any] ?? [:]
        }
    }

    private func next() throws -> [String: Any] {
        while true {
            if let end = received.firstIndex(of: 0) {
                let message = received[received.startIndex..<end]
                received = Data(received[received.index(after: end)...])
                return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
            }
            let data = answers.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Failure(description: "the browser has ended") }
            received += data
        }
    }
}
