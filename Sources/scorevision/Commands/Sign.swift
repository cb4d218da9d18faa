import ArgumentParser
import Foundation
import Logging
import Signing

/// `scorevision sign`: creates a request as a validator sends it.
struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign a request to a miner, as a validator does, and print it as a curl command.",
        discussion: """
            The signature covers the exact bytes of the body. It is valid once, within two minutes.

              scorevision sign --miner 5F… --video-url https://scoredata.me/clip.mp4 | sh
              scorevision sign --miner 5F… challenge.json
              scorevision sign --miner 5F… challenge.json --headers | curl -H @- --data-binary @challenge.json URL
            """)

    @Argument(help: "File with the body, or - for standard input.", completion: .file())
    var body: String?

    @Option(help: ArgumentHelp("Text of the body.", valueName: "text"))
    var data: String?

    @Option(help: ArgumentHelp("URL of a clip, for a challenge as the body.", valueName: "url"))
    var videoURL: String?

    @Option(help: ArgumentHelp("SS58 address of the miner's hotkey.", valueName: "address"))
    var miner: String

    @Option(help: "URL to which the curl command sends the request.")
    var url = "http://127.0.0.1:7999/soccer/challenge"

    @Flag(help: "Print only the headers, one per line.")
    var headers = false

    @Flag(help: "Sign the body as Python's json.dumps formats it, but send it unchanged, like some validators.")
    var pythonJSON = false

    @OptionGroup(title: "Signer")
    var hotkey: HotkeyOptions

    func validate() throws {
        if [body, data, videoURL].count(where: { $0 != nil }) != 1 {
            throw ValidationError("Give one body: a file, --data or --video-url.")
        }
    }

    func run() throws {
        let logger = Logger(label: "scorevision")
        let miner = try Hotkey(miner)
        let signer = try hotkey.place().load()
        for warning in signer.warnings { logger.warning("\(warning)") }
        let bytes = try bytes()
        let signed = try signer.keypair.sign(body: bytes, for: miner, as: pythonJSON ? .pythonJSON : .raw)
        if headers {
            for (name, value) in signed.fields { print("\(name): \(value)") }
        } else {
            print(try curl(signed, body: bytes))
        }
    }

    private func bytes() throws -> [UInt8] {
        if let data { return Array(data.utf8) }
        if let videoURL {
            let now = Date.now.formatted(.iso8601)
            let challenge = [
                "challenge_id": UUID().uuidString, "type": "gsr", "video_url": videoURL, "created_at": now,
            ]
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(challenge))
        }
        guard let body, body != "-" else { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
        guard let data = FileManager.default.contents(atPath: body) else {
            throw SigningError(.cannotRead, "The body cannot be read.", context: body)
        }
        return Array(data)
    }

    private func curl(_ signed: RequestHeaders, body bytes: [UInt8]) throws -> String {
        let headers = [("content-type", "application/json")] + signed.fields.map { ($0.name, $0.value) }
        var words = ["curl", "-sS", "-X", "POST", quoted(url)]
        for (name, value) in headers { words += ["-H", quoted("\(name): \(value)")] }
        if let body, body != "-" {
            words += ["--data-binary", quoted("@" + body)]
        } else {
            guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
                throw SigningError(.cannotWrite, "A curl command cannot contain a body that is not text; give a file.")
            }
            words += ["--data-raw", quoted(text)]
        }
        return words.joined(separator: " ")
    }

    /// Returns a text as a single word for a POSIX shell.
    private func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}
