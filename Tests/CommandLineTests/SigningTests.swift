import CommandTesting
import Foundation
import Signing
import Testing

/// `scorevision keygen` and `scorevision sign`, as a shell uses them.
@Suite struct SigningTests {
    private struct AnyStake: StakeSource {
        func stake(of hotkey: Hotkey) -> Double? { 5000 }
    }

    private let scratch: Scratch
    private let miner = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"

    init() throws {
        scratch = try Scratch()
    }

    private func makeKey(_ name: String = "validator") throws -> (path: String, address: String) {
        let path = scratch.file(name)
        let outcome = try Program.run(["keygen", "--hotkey-file", path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return (path, outcome.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Lets the request in as the miner would.
    private func admit(_ headers: [String: String], body: String) throws -> AdmittedRequest {
        let gate = RequestGate(
            verification: .init(miner: try Hotkey(miner), nonces: try NonceMemory(journal: nil)),
            stakeRule: .init(source: AnyStake()))
        return try gate.admit(headers: { headers[$0].map { [$0] } ?? [] }, body: Array(body.utf8))
    }

    private func headers(_ lines: some Sequence<Substring>) -> [String: String] {
        let pairs = lines.map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }.filter { $0.count == 2 }
        return Dictionary(pairs.map { ($0[0], $0[1]) }) { _, last in last }
    }

    /// What a shell makes of a line, with curl replaced by something that shows its words.
    private func words(ofShell line: String) throws -> [String] {
        let data = try Command.run("/bin/sh", ["-c", "curl() { printf '%s\\0' \"$@\"; }\n" + line])
        return data.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test func headersAreLetIn() throws {
        defer { scratch.remove() }
        let key = try makeKey()
        let body = #"{"challenge_id":"1"}"#
        for flags in [[], ["--python-json"]] {
            let arguments = ["sign", "--miner", miner, "--data", body, "--hotkey-file", key.path, "--headers"]
            let outcome = try Program.run(arguments + flags)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let admitted = try admit(headers(outcome.output.split(separator: "\n")), body: body)
            #expect(admitted.validator?.description == key.address)
            #expect(admitted.message?.body == (flags.isEmpty ? .raw : .pythonJSON))
        }
    }

    @Test func theCurlLineIsWhatAShellUnderstands() throws {
        defer { scratch.remove() }
        let key = try makeKey()
        let body = #"{"a":"it's \"quoted\" $HOME `x` é","b":"@file"}"#
        let outcome = try Program.run(["sign", "--miner", miner, "--data", body, "--hotkey-file", key.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let words = try words(ofShell: outcome.output)
        #expect(words.contains("http://127.0.0.1:7999/soccer/challenge"))
        #expect(words.suffix(2) == ["--data-raw", body])
        #expect(try admit(headers(words.map { $0[...] }), body: body).validator?.description == key.address)
    }

    @Test func aFileIsNamedAndAChallengeIsMade() throws {
        defer { scratch.remove() }
        let key = try makeKey()
        let path = scratch.file("it's a body.json")
        try "{}".write(toFile: path, atomically: true, encoding: .utf8)
        let file = try Program.run(["sign", path, "--miner", miner, "--hotkey-file", key.path, "--url", "http://h/'x'"])
        let words = try words(ofShell: file.output)
        #expect(words.suffix(2) == ["--data-binary", "@" + path])
        #expect(words.contains("http://h/'x'"))
        #expect(try admit(headers(words.map { $0[...] }), body: "{}").stake == 5000)
        let made = try Program.run(
            ["sign", "--video-url", "https://scoredata.me/a.mp4", "--miner", miner, "--hotkey-file", key.path])
        let body = try #require(try self.words(ofShell: made.output).last)
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String])
        #expect(fields["video_url"] == "https://scoredata.me/a.mp4")
        #expect(Set(fields.keys) == ["challenge_id", "type", "video_url", "created_at"])
    }

    @Test func aKeyIsPrivateAndNotOverwritten() throws {
        defer { scratch.remove() }
        let key = try makeKey()
        #expect(try WalletHotkey(path: key.path).load().keypair.hotkey.description == key.address)
        #expect(try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions] as? Int == 0o600)
        let again = try Program.run(["keygen", "--hotkey-file", key.path])
        #expect(again.status == 1)
        #expect(again.complaints.count == 1 && again.errors.contains("never overwritten"))
        #expect(try WalletHotkey(path: key.path).load().keypair.hotkey.description == key.address)
    }

    @Test func walletsAreFoundByName() throws {
        defer { scratch.remove() }
        let environment = ["HOME": scratch.path, "WALLET_NAME": "trial", "HOTKEY_NAME": "v1"]
        #expect(try Program.run(["keygen"], environment: environment).status == 0)
        let path = scratch.file(".bittensor/wallets/trial/hotkeys/v1")
        #expect(FileManager.default.fileExists(atPath: path))
        let signed = try Program.run(
            ["sign", "--miner", miner, "--data", "{}", "--headers", "--wallet", "trial"], environment: environment)
        #expect(signed.status == 0 && signed.output.hasPrefix("validator-hotkey: 5"))
    }

    @Test func anEmptyNameIsNone() throws {
        defer { scratch.remove() }
        let environment = ["HOME": scratch.path, "WALLET_NAME": "", "HOTKEY_NAME": ""]
        let made = try Program.run(["keygen"], environment: environment)
        #expect(made.status == 0, "\(made.errors)")
        let path = scratch.file(".bittensor/wallets/default/hotkeys/default")
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: [
        (["--data", "{}", "--miner", "5Grw", "--hotkey-file", "KEY"], "SS58"),
        (["--data", "{}", "--miner", "MINER", "--hotkey-file", "/no/such/key"], "keygen"),
        (["/no/such/body", "--miner", "MINER", "--hotkey-file", "KEY"], "/no/such/body"),
        (["--data", "x", "--python-json", "--miner", "MINER", "--hotkey-file", "KEY"], "JSON"),
    ])
    func whatIsWrongIsSaid(arguments: [String], word: String) throws {
        defer { scratch.remove() }
        let key = try makeKey()
        let given = arguments.map { $0.replacing("KEY", with: key.path).replacing("MINER", with: miner) }
        let outcome = try Program.run(["sign"] + given)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty && outcome.complaints.count == 1)
        #expect(outcome.errors.contains(word), "\(outcome.errors)")
    }
}
