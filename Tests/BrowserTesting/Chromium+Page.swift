public import Foundation

extension Chromium {
    public func open(_ address: String) throws { _ = try command("Page.navigate", ["url": address]) }

    /// The value of an expression on the page; promises are waited for.
    public func evaluate(_ expression: String) throws -> Any? {
        let answer = try command(
            "Runtime.evaluate", ["expression": expression, "awaitPromise": true, "returnByValue": true])
        if let details = answer["exceptionDetails"] { throw Failure(description: "\(details)") }
        return (answer["result"] as? [String: Any])?["value"]
    }

    /// Waits until an expression is true.
    public func wait(until expression: String, seconds: Double = 150) throws {
        let end = Date.now.addingTimeInterval(seconds)
        while (try? evaluate(expression)) as? Bool != true {
            guard Date.now < end else { throw Failure(description: "not within \(seconds) s: \(expression)") }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    /// The size of the window in CSS pixels; a phone's has a touch screen and follows the page's viewport.
    public func resize(width: Int, height: Int, isPhone: Bool = false) throws {
        _ = try command(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": isPhone ? 2 : 1, "mobile": isPhone])
        _ = try command("Emulation.setTouchEmulationEnabled", ["enabled": isPhone])
    }

    /// What the system prefers, by the names of media features: `["prefers-color-scheme": "dark"]`.
    public func prefer(_ features: [String: String]) throws {
        let list = features.map { ["name": $0.key, "value": $0.value] }
        _ = try command("Emulation.setEmulatedMedia", ["features": list])
    }

    /// Chooses files in an input of the page, as a person does in the browser's own window.
    public func choose(files: [String], in selector: String) throws {
        let root = try command("DOM.getDocument")["root"] as? [String: Any]
        let node = try command("DOM.querySelector", ["nodeId": root?["nodeId"] ?? 0, "selector": selector])["nodeId"]
        _ = try command("DOM.setFileInputFiles", ["files": files, "nodeId": node ?? 0])
    }

    /// What the window shows, as PNG.
    public func screenshot() throws -> Data {
        let text = try command("Page.captureScreenshot", ["format": "png"])["data"] as? String
        guard let data = text.flatMap({ Data(base64Encoded: $0) }) else {
            throw Failure(description: "the browser made no picture")
        }
        return data
    }
}
