import Foundation
import Platform

/// A headless browser, spoken to in the DevTools protocol over its standard input and output.
///
/// Not for use by two tasks at once. Its calls block, so they belong on a thread of their own.
public final class Chromium {
    public struct Failure: Error, CustomStringConvertible {
        public var description: String
    }

    /// Where one is installed; nil for none.
    public static let path: String? = ["chromium", "chromium-browser", "google-chrome"].lazy
        .flatMap { name in
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
        }
        .first(where: FileManager.default.isExecutableFile)

    /// What pages wrote to the console as warnings and errors, and what they threw; requests that failed are among them.
    public private(set) var complaints: [String] = []
    /// The hosts that pages asked, but for those of `blob:` and `data:`.
    public private(set) var hosts: Set<String> = []

    private let process: ChildProcess
    private let commands = Pipe()
    private let answers = Pipe()
    private let profile = NSTemporaryDirectory() + "chromium-" + UUID().uuidString
    private var received = Data()
    private var number = 0
    private var session: String?

    public init(width: Int, height: Int) throws {
        // It reads commands from descriptor 3 and answers on 4.
        let arguments = [
            "-c", "exec \"$0\" \"$@\" 3<&0 4>&1 1>&2", Self.path ?? "chromium", "--headless=new", "--no-sandbox",
            "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage", "--user-data-dir=\(profile)",
            "--remote-debugging-pipe", "about:blank",
        ]
        process = try ChildProcess(
            "/bin/sh", arguments,
            streams: .init(
                input: commands.fileHandleForReading.fileDescriptor, output: answers.fileHandleForWriting.fileDescriptor
            ))
        // These ends are the browser's now. As long as they are open here, nobody sees it end.
        try commands.fileHandleForReading.close()
        try answers.fileHandleForWriting.close()
        let targets = try command("Target.getTargets")["targetInfos"] as? [[String: Any]] ?? []
        guard let page = targets.first(where: { $0["type"] as? String == "page" })?["targetId"] as? String else {
            throw Failure(description: "the browser has no page")
        }
        session = try command("Target.attachToTarget", ["targetId": page, "flatten": true])["sessionId"] as? String
        for domain in ["Runtime", "Log", "Network"] { _ = try command("\(domain).enable") }
        try resize(width: width, height: height)
    }

    deinit {
        // Asked to, it ends with all its helpers; told to, they may still write into the profile.
        session = nil
        if (try? command("Browser.close")) == nil { process.signal(SIGTERM) }
        _ = process.wait()
        try? FileManager.default.removeItem(atPath: profile)
    }

    /// One command of the protocol; its answer.
    func command(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        number += 1
        var message: [String: Any] = ["id": number, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        try commands.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
        while true {
            let answer = try next()
            guard answer["id"] as? Int == number else {
                note(answer)
                continue
            }
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

    /// Keeps what an event tells of the page.
    private func note(_ event: [String: Any]) {
        guard let parameters = event["params"] as? [String: Any] else { return }
        switch event["method"] as? String {
        case "Runtime.exceptionThrown":
            let details = parameters["exceptionDetails"] as? [String: Any]
            let thrown = (details?["exception"] as? [String: Any])?["description"]
            complaints.append("\(thrown ?? details?["text"] ?? "an exception")")
        case "Runtime.consoleAPICalled":
            guard let type = parameters["type"] as? String, ["error", "warning", "assert"].contains(type) else {
                return
            }
            let values = (parameters["args"] as? [[String: Any]] ?? []).map {
                "\($0["value"] ?? $0["description"] ?? "")"
            }
            complaints.append(values.joined(separator: " "))
        case "Log.entryAdded":
            let entry = parameters["entry"] as? [String: Any]
            guard let level = entry?["level"] as? String, ["error", "warning"].contains(level) else { return }
            complaints.append("\(entry?["text"] ?? "") \(entry?["url"] ?? "")")
        case "Network.requestWillBeSent":
            let request = parameters["request"] as? [String: Any]
            guard let url = (request?["url"] as? String).flatMap(URL.init), let host = url.host else { return }
            hosts.insert("\(host):\(url.port ?? 0)")
        default: break
        }
    }
}
