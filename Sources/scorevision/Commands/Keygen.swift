import ArgumentParser
import Chain
import Logging

/// `scorevision keygen`: a hotkey to try things with.
struct Keygen: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a throw-away hotkey, to sign requests for testing.",
        discussion: """
            The file has the form of a Bittensor wallet's, mode 0600, and never overwrites one. The public half is written \
            beside it, as HOTKEYpub.txt. The key isn't registered on any chain and has no mnemonic: nothing of value \
            belongs to it.

              scorevision keygen --wallet trial --hotkey validator
              scorevision keygen --hotkey-file /tmp/validator

            Prints the SS58 address.
            """)

    @OptionGroup var hotkey: HotkeyOptions

    func run() throws {
        let place = try hotkey.place()
        let keypair = try place.create()
        Logger(label: "scorevision").info("Wrote \(place.path)")
        print(keypair.hotkey)
    }
}
