import Foundation
import Testing

@testable import Settings

/// README, `.env.example` and the service's description say what the declarations say. `UPDATE_DOCUMENTATION=1` writes the
/// two files anew.
@Suite struct DocumentationTests {
    private static let isUpdate = ProcessInfo.processInfo.environment["UPDATE_DOCUMENTATION"] != nil
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized

    private func check(_ name: String, _ expected: (String) throws -> String) throws {
        let file = Self.root.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        let wanted = try expected(text)
        if Self.isUpdate { try Data(wanted.utf8).write(to: file) }
        #expect(Self.isUpdate || text == wanted, "\(name) is behind the declarations; UPDATE_DOCUMENTATION=1 writes it")
    }

    @Test func theTablesOfTheReadme() throws {
        try check("README.md") { text in
            var text = text
            for (name, settings) in [("analysis", Setting.all), ("service", Setting.miner + Setting.hotkey)] {
                let start = "<!-- settings: \(name) -->\n", end = "<!-- end -->\n"
                let first = try #require(text.firstRange(of: start))
                let last = try #require(text[first.upperBound...].firstRange(of: end))
                text.replaceSubrange(first.upperBound..<last.lowerBound, with: Self.table(settings))
            }
            return text
        }
    }

    @Test func theExampleOfAnEnvironment() throws {
        try check(".env.example") { _ in Self.example }
    }

    /// Every setting that the service's description mentions exists.
    @Test func theDescriptionOfTheService() throws {
        let file = Self.root.appending(path: "Sources/Service/Miner/Resources/openapi.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let names = text.matches(of: /\b[A-Z]+(?:_[A-Z]+)+\b/).map { String($0.output) }
        #expect(names.contains("BATCH_SIZE"))
        for name in names { #expect(Setting.named(name) != nil, "\(name)") }
        #expect(text.contains("\"version\": \"\(ProgramVersion.current)\""))
    }

    /// Every setting that the documentation mentions exists.
    @Test(arguments: ["README.md", "Documentation/Miner.md", "Documentation/Devices.md", "deploy/compose.yaml"])
    func noDocumentMentionsASettingThatIsNotThere(name: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
        for match in text.matches(of: /(?:^|[ `(])([A-Z]+(?:_[A-Z]+)+)=/) {
            let name = String(match.output.1)
            #expect(Setting.named(name) != nil || Setting.foreignNames.contains(name), "\(name)")
        }
    }

    private static func table(_ settings: [Setting]) -> String {
        let rows = settings.map { setting in
            let flags = setting.flagNames.map { "`--\($0)`" }.joined(separator: ", ")
            let allowed = setting.allowed.replacing("*", with: "\\*")
            return "| `\(setting.name)` | \(flags) | `\(setting.shownDefault)` | \(setting.help) | \(allowed) |\n"
        }
        let head = "| variable | flag | default | what it decides | allowed values |\n|---|---|---|---|---|\n"
        return head + rows.joined()
    }

    private static let example: String = {
        var text = """
            # Settings of `scorevision serve`: copy this file to .env in the folder that it runs in.
            # Each line shows a setting's default. Remove the # in front of those that you change.
            # Flags and the environment take precedence over this file.

            """
        let groups = [
            ("How the service runs", Setting.miner), ("Which hotkey the miner has", Setting.hotkey),
            ("How clips are analysed; see `scorevision help analyze`", Setting.all),
        ]
        for (title, settings) in groups {
            text += "\n# --- \(title) ---\n"
            for setting in settings {
                text += "\n# \(setting.help)\n# Allowed: \(setting.allowed).\n"
                text += "#\(setting.name)=\(setting.defaultText.replacing("~", with: "${HOME}"))\n"
            }
        }
        return text
    }()

    /// What the example says holds without it.
    @Test func theExampleChangesNothing() throws {
        let text = Self.example.replacing(/\n#([A-Z_]+=)/) { "\n\($0.output.1)" }
        let file = try ConfigFile.variables(text: text, path: ".env", environment: ["HOME": "/home/miner"])
        #expect(file["HOTKEY_ADDRESS"] == "")
        #expect(Set(file.keys) == Set(Setting.everything.map(\.name)))
        let said = try MinerSettings(
            SettingsResolver(flags: [:], environment: [:], file: file), model: "", defaultDataFolder: "")
        let unset = try MinerSettings(
            SettingsResolver(flags: ["DEVICE": "auto"], environment: [:]), model: "", defaultDataFolder: "")
        for setting in Setting.miner + Setting.hotkey where setting != .minerHost && setting != .dataFolder {
            #expect(setting.text(of: said) == setting.text(of: unset), "\(setting.name)")
        }
        #expect(said.dataFolder == "/home/miner/.local/state/scorevision" && said.bindAddress == unset.bindAddress)
    }
}
