import Foundation

extension Chromium {
    public func drag(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) throws {
        try mouse("mouseMoved", start, isDown: false)
        try mouse("mousePressed", start, isDown: true)
        for share in [0.3, 0.6, 1] {
            try mouse(
                "mouseMoved", (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share), isDown: true)
        }
        try mouse("mouseReleased", end, isDown: false)
    }

    public func click(_ place: (x: Double, y: Double)) throws {
        try mouse("mousePressed", place, isDown: true)
        try mouse("mouseReleased", place, isDown: false)
    }

    /// A key by its name; `code` is the Windows key code, which the browser asks for; `modifiers` 2 is Control, 8 Shift.
    public func press(_ key: String, code: Int, modifiers: Int = 0) throws {
        var event: [String: Any] = [
            "type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers,
        ]
        _ = try command("Input.dispatchKeyEvent", event)
        // What a key writes is what presses a button that has the focus.
        if let text = ["Enter": "\r", " ": " "][key], modifiers == 0 {
            _ = try command(
                "Input.dispatchKeyEvent",
                ["type": "char", "key": key, "text": text, "windowsVirtualKeyCode": code])
        }
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
}
