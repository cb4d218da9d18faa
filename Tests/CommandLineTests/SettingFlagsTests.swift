import Foundation
import Settings
import Testing

/// The flags, their help and what they decide come from the declarations of the settings.
@Suite struct SettingFlagsTests {
    @Test(arguments: [("analyze", Setting.all), ("serve", Setting.all + Setting.miner)])
    func helpExplainsEverySetting(command: String, settings: [Setting]) throws {
        let help = try Program.run(["help", command]).output
        let words = help.split { $0.isWhitespace }.joined(separator: " ")
        for setting in settings {
            for name in setting.flagNames { #expect(words.contains("--\(name)"), "\(name)") }
            #expect(words.contains("\(setting.help) "), "\(setting.name)")
            #expect(words.contains("; default \(setting.shownDefault). [\(setting.name)]"), "\(setting.name)")
        }
    }

    @Test(arguments: ["--port", "--miner-port"]) func theServiceHasShortFlags(flag: String) throws {
        let outcome = try Program.run(["serve", flag, "70000"])
        #expect(outcome.status == 1)
        #expect(outcome.complaints.joined().contains("MINER_PORT is '70000' (command line)"))
    }

    @Test func aFlagIsReadWhateverItsFirstLetter() throws {
        let outcome = try Program.run(["serve", "--max-queue", "-1"])
        #expect(outcome.complaints.joined().contains("MAX_QUEUE is '-1' (command line)"))
    }

    @Test func aMisspeltNameInAConfigFileIsRefused() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let config = scratch.file("my.env")
        try Data("FRAME_STRID=5\r\n".utf8).write(to: URL(fileURLWithPath: config))
        let outcome = try Program.run(["analyze", "clip.mp4", "--config", config])
        #expect(outcome.status == 1)
        let wanted = "my.env:1: unknown setting 'FRAME_STRID'; did you mean FRAME_STRIDE?"
        #expect(outcome.complaints.joined().contains(wanted))
    }

    /// More than a decoder takes.
    @Test(arguments: ["65", "256"]) func manyThreadsAreNoFault(threads: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("clip.mp4")
        try SampleClip.write(to: clip, frames: 5)
        let outcome = try Program.run(["analyze", clip, "--cpu-threads", threads], folder: scratch.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func theVersionIsTheProjects() throws {
        #expect(try Program.run(["--version"]).output == ProgramVersion.current + "\n")
    }
}
