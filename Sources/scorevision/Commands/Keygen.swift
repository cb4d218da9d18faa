import ArgumentParser
import Logging
import Signing

/// `scorevision keygen`: creates a hotkey for tests.
struct Keygen: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create a hotkey for signing test requests.",
        discussion: """
            Writes a file in the format of a Bittensor wallet, with mode 0600, and never overwrites one. The public half goes \
            beside it, to HOTKEYpub.txt. The key is not registered on any chain and has no mnemonic: do not use it for \
            anything of value.

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
