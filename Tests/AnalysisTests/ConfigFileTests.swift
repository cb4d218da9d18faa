import Testing

@testable import Analysis

@Suite struct ConfigFileTests {
    @Test func readsWhatShellsWrite() throws {
        let text = "# advice\nexport BATCH_SIZE=32\n\nFRAME_STRIDE = '2'\n"
        #expect(try ConfigFile.variables(text: text, path: "a") == ["BATCH_SIZE": "32", "FRAME_STRIDE": "2"])
    }

    @Test func readsJSON() throws {
        let text = #"{"BATCH_SIZE": 32, "conf_threshold": 0.25, "DEVICE": "cpu"}"#
        #expect(
            try ConfigFile.variables(text: text, path: "a.json")
                == ["BATCH_SIZE": "32", "CONF_THRESHOLD": "0.25", "DEVICE": "cpu"])
    }

    @Test(arguments: ["a.yaml", "a.yml", "A.YAML"]) func readsYAML(path: String) throws {
        let text = "---\n# advice\nBATCH_SIZE: 32\ndevice: \"cpu\"\n"
        #expect(try ConfigFile.variables(text: text, path: path) == ["BATCH_SIZE": "32", "DEVICE": "cpu"])
    }

    @Test(arguments: [
        ("my.env", "BATCH_SIZE=1\nnonsense\n", "my.env:2: 'nonsense' is not a setting; write NAME=value"),
        ("my.yaml", "nonsense\n", "my.yaml:1: 'nonsense' is not a setting; write NAME: value"),
        ("my.json", "[1]", "my.json: is not an object of settings; write {\"BATCH_SIZE\": 4}"),
    ])
    func namesWhatIsAtFault(path: String, text: String, message: String) {
        let error = #expect(throws: ConfigFileError.self) { try ConfigFile.variables(text: text, path: path) }
        #expect(error?.description == message)
    }

    @Test(arguments: ["a.env", "a.json", "a.yaml"]) func everySettingComesBack(path: String) throws {
        var settings = AnalysisSettings()
        settings.device = .cpu
        settings.batchSize = 32
        settings.frameStride = 3
        settings.imageSize = 512
        settings.confidenceThreshold = 0.35
        settings.timeBudget = 2.5
        let text = ConfigFile.text(of: settings.variables, form: .init(path: path))
        let read = try ConfigFile.variables(text: text, path: path)
        #expect(Set(read.keys) == Set(Setting.all.map(\.name)))
        #expect(try SettingsResolver(flags: [:], environment: [:], file: read).resolve() == settings)
    }
}
