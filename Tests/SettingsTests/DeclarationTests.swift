import Analysis
import Foundation
import Detection
import Engines
import Media
import Testing

@testable import Settings

@Suite struct DeclarationTests {
    @Test func everySettingHasANameAndFlagsOfItsOwn() {
        let names = Setting.everything.map(\.name)
        #expect(Set(names).count == names.count)
        let flags = Setting.everything.flatMap(\.flagNames)
        #expect(Set(flags).count == flags.count)
        #expect(Setting.batchSize.flag == "--batch-size")
        #expect(Setting.minerPort.flagNames == ["port", "miner-port"])
        #expect(Setting.foreignNames.isDisjoint(with: names))
    }

    @Test func everyHelpIsSentences() {
        for setting in Setting.everything {
            #expect(setting.help.hasSuffix(".") && !setting.allowed.hasSuffix("."), "\(setting.name)")
        }
    }

    @Test(arguments: Setting.everything) func theDefaultIsAllowed(_ setting: Setting) {
        var settings = MinerSettings(model: "")
        #expect(setting.read(setting.defaultText, into: &settings))
        #expect(setting == .minerHost || setting == .dataFolder || setting.text(of: settings) == setting.defaultText)
    }

    /// What is valid here is valid in every stage of the pipeline.
    @Test(arguments: Setting.all) func thePipelineTakesTheLeastAndTheGreatestValue(_ setting: Setting) throws {
        for bound in setting.bounds {
            let settings = try SettingsResolver(flags: [setting.name: bound], environment: [:]).resolve(profile: .cpu)
            try settings.detectorSettings(aspect: 16.0 / 9).validate()
            #expect((0...VideoReader.Options.mostThreads).contains(settings.decoding.threads))
        }
    }

    @Test(arguments: Setting.everything.filter { !$0.bounds.isEmpty }) func whatIsBeyondIsRefused(_ setting: Setting) {
        var settings = MinerSettings(model: "")
        for bound in setting.bounds { #expect(setting.read(bound, into: &settings), "\(bound)") }
        let numbers = setting.bounds.compactMap(Double.init)
        guard let least = numbers.min(), let most = numbers.max() else { return }
        for beyond in [least - 1, most + 1] where abs(beyond) < 1e9 {
            #expect(!setting.read("\(Int(beyond))", into: &settings) && !setting.read("\(beyond)", into: &settings))
        }
        for text in ["nan", "inf", "many", "1,5", ""] { #expect(!setting.read(text, into: &settings), "\(text)") }
    }
}
