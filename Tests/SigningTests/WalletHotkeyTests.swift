import Foundation
import Testing

@testable import Signing

struct WalletHotkeyTests {
    private func load(_ text: String) throws -> WalletHotkey.Loaded {
        let scratch = try Scratch()
        let path = scratch.file("hotkey")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return try WalletHotkey(path: path).load()
    }

    /// As Bittensor's wallet writes it.
    private let whole = """
        {"accountId": "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d", \
        "publicKey": "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d", "privateKey": "0x00", \
        "secretPhrase": "bottom drive obey", "secretSeed": "\(Known.aliceSeed)", "ss58Address": "\(Known.alice)"}
        """

    @Test func walletsFilesAreRead() throws {
        let loaded = try load(whole)
        #expect(loaded.keypair.hotkey.description == Known.alice)
        #expect(loaded.warnings.isEmpty)
        #expect(
            try load(#"{"secretSeed": "\#(Known.aliceSeed.dropFirst(2))"}"#).keypair.hotkey == loaded.keypair.hotkey)
    }

    @Test(arguments: [
        ("$NACL\u{1}\u{2}", "encrypted"), ("", "not valid JSON"), ("[]", "object"), ("{}", "secretSeed"),
        (#"{"secretSeed": null}"#, "secretSeed"), (#"{"secretSeed": "0x12"}"#, "64 hexadecimal digits"),
        (#"{"secretSeed": "\#(Known.aliceSeed)", "publicKey": "0x00"}"#, "publicKey"),
        (
            #"{"secretSeed": "\#(Known.aliceSeed)", "ss58Address": "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"}"#,
            "ss58Address"
        ),
    ])
    func brokenFilesSayWhy(text: String, word: String) throws {
        #expect {
            try load(text)
        } throws: { error in
            let text = "\(error)"
            return (error as? SigningError)?.code == .hotkeyInvalid && text.contains(word)
                && !text.contains(Known.aliceSeed.dropFirst(10))
        }
    }

    @Test func aFileThatOthersMayReadIsSaid() throws {
        let scratch = try Scratch()
        let path = scratch.file("hotkey")
        try Data(whole.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let warnings = try WalletHotkey(path: path).load().warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("chmod 600") == true && warnings.first?.contains("644") == true)
    }

    @Test func aFileThatIsNotThere() throws {
        let scratch = try Scratch()
        #expect { try WalletHotkey(path: scratch.file("no")).load() } throws: {
            ($0 as? SigningError)?.code == .hotkeyMissing && "\($0)".contains("keygen")
        }
        #expect { try WalletHotkey(path: scratch.path).load() } throws: { ($0 as? SigningError)?.code == .cannotRead }
    }

    @Test func namesBecomePaths() throws {
        let place = try WalletHotkey(wallet: "mine", hotkey: "h1", wallets: "/w")
        #expect(place.path == "/w/mine/hotkeys/h1")
        #expect(try WalletHotkey(wallet: "a", hotkey: "b").path.hasSuffix("/.bittensor/wallets/a/hotkeys/b"))
        for name in ["", ".", "..", "a/b", "/", "a\0b"] {
            #expect(throws: SigningError.self) { try WalletHotkey(wallet: name, hotkey: "h", wallets: "/w") }
            #expect(throws: SigningError.self) { try WalletHotkey(wallet: "w", hotkey: name, wallets: "/w") }
        }
    }

    @Test func aNewHotkeyIsPrivateAndNeverOverwritesOne() throws {
        let scratch = try Scratch()
        let place = try WalletHotkey(wallet: "w", hotkey: "h", wallets: scratch.file("wallets"))
        let made = try place.create()
        let loaded = try place.load()
        #expect(loaded.keypair.hotkey == made.hotkey)
        #expect(loaded.warnings.isEmpty)
        let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let before = try Data(contentsOf: URL(fileURLWithPath: place.path))
        #expect { try place.create() } throws: { ($0 as? SigningError)?.code == .hotkeyExists }
        #expect(try Data(contentsOf: URL(fileURLWithPath: place.path)) == before)
        #expect { try WalletHotkey(path: "/dev/null/a/b").create() } throws: {
            ($0 as? SigningError)?.code == .cannotWrite
        }
    }

    // MARK: The public half

    private func publicHotkey(_ text: String) throws -> Hotkey {
        let scratch = try Scratch()
        let path = scratch.file("hotkeypub.txt")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try WalletHotkey.publicHotkey(path: path)
    }

    private static let key = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"

    @Test(arguments: [
        #"{"accountId": "\#(key)", "publicKey": "\#(key)", "secretPhrase": null, "ss58Address": "\#(Known.alice)"}"#,
        #"{"ss58Address": "\#(Known.alice)"}"#, #"{"publicKey": "\#(key)"}"#,
    ])
    func aPublicFileIsEnough(_ text: String) throws {
        #expect(try publicHotkey(text).description == Known.alice)
    }

    @Test(arguments: [
        ("", "JSON"), ("[]", "JSON"), ("{}", "ss58Address"), (#"{"ss58Address": "5Grw"}"#, "ss58Address"),
        (#"{"publicKey": "0x12"}"#, "publicKey"),
        (
            #"{"publicKey": "\#(key)", "ss58Address": "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"}"#, "differ"
        ),
    ])
    func aPublicFileThatIsNone(_ text: String, _ word: String) throws {
        #expect {
            try publicHotkey(text)
        } throws: {
            ($0 as? SigningError)?.code == .hotkeyInvalid && "\($0)".contains(word)
        }
    }

    /// Who gives the service the secret by mistake is told, and the secret isn't used.
    @Test func aFileWithTheSecretIsRefused() throws {
        #expect {
            try publicHotkey(whole)
        } throws: {
            ($0 as? SigningError)?.code == .hotkeyInvalid && "\($0)".contains("secret")
                && !"\($0)".contains(Known.aliceSeed.dropFirst(10))
        }
    }

    @Test func aNewHotkeyHasAPublicFile() throws {
        let scratch = try Scratch()
        let place = try WalletHotkey(wallet: "w", hotkey: "h", wallets: scratch.file("wallets"))
        #expect { try place.loadPublic() } throws: {
            ($0 as? SigningError)?.code == .hotkeyMissing && "\($0)".contains("HOTKEY_ADDRESS")
        }
        let made = try place.create()
        // The secret isn't needed for it.
        try FileManager.default.removeItem(atPath: place.path)
        #expect(try place.loadPublic() == made.hotkey)
        #expect(place.publicPath.hasSuffix("/w/hotkeys/hpub.txt"))
        #expect(
            try FileManager.default.attributesOfItem(atPath: place.publicPath)[.posixPermissions] as? Int == 0o644)
        // A public file that is there isn't overwritten either, and no secret is left beside it.
        #expect { try place.create() } throws: { ($0 as? SigningError)?.code == .hotkeyExists }
        #expect(!FileManager.default.fileExists(atPath: place.path))
    }
}
