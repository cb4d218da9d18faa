import Analysis
import Foundation
import Testing

@testable import Settings

@Suite struct ConfigFileTests {
    @Test func readsWhatShellsWrite() throws {
        let text = "# advice\nexport BATCH_SIZE=32\n\nFRAME_STRIDE = '2'\n"
        #expect(try ConfigFile.variables(text: text, path: "a") == ["BATCH_SIZE": "32", "FRAME_STRIDE": "2"])
    }

    @Test func readsJSON() throws {
        let text = """
            {"BATCH_SIZE": 32, "conf_threshold": 0.25, "DEVICE": "cpu", "IMG_SIZE": "640", "VERIFY_ENABLED": false}
            """
        #expect(
            try ConfigFile.variables(text: text, path: "a.json") == [
                "BATCH_SIZE": "32", "CONF_THRESHOLD": "0.25", "DEVICE": "cpu", "IMG_SIZE": "640",
                "VERIFY_ENABLED": "false",
            ])
    }

    @Test(arguments: ["a.yaml", "a.yml", "A.YAML"]) func readsYAML(path: String) throws {
        let text = "---\n# advice\nBATCH_SIZE: 32\ndevice: \"cpu\"\n"
        #expect(try ConfigFile.variables(text: text, path: path) == ["BATCH_SIZE": "32", "DEVICE": "cpu"])
    }

    @Test(arguments: [
        ("{batch_size: 4, FRAME_STRIDE: 5}", ["BATCH_SIZE": "4", "FRAME_STRIDE": "5"]),
        ("{\n  batch_size: 4,\n  device: 'cuda:0,1' # two\n}\n", ["BATCH_SIZE": "4", "DEVICE": "cuda:0,1"]),
        ("{\"batch_size\": 4}", ["BATCH_SIZE": "4"]),
        ("batch_size:\n  0x10\n", ["BATCH_SIZE": "16"]),
        ("verify_enabled: no\n", ["VERIFY_ENABLED": "false"]),
        ("conf_threshold: .5\n", ["CONF_THRESHOLD": "0.5"]),
        ("allowed_hosts: [a.com, '*.b.com']\n", ["ALLOWED_HOSTS": "a.com,*.b.com"]),
        ("allowed_hosts:\n- a.com\n- b.com\n", ["ALLOWED_HOSTS": "a.com,b.com"]),
        ("data_dir: \"/a # b\"\n", ["DATA_DIR": "/a # b"]),
        ("wallet_name: '007'\n", ["WALLET_NAME": "007"]),
        ("batch_size: ~\nframe_stride:\nimg_size: 640\n", ["IMG_SIZE": "640"]),
        ("# nothing\n", [:]), ("", [:]), ("---\n...\n", [:]),
    ])
    func readsYAMLOfEveryStyle(text: String, values: [String: String]) throws {
        #expect(try ConfigFile.variables(text: text, path: "a.yaml") == values)
    }

    @Test(arguments: [
        ("crlf.env", ["BATCH_SIZE": "4", "FRAME_STRIDE": "5"]),
        ("crlf_comment.env", ["BATCH_SIZE": "4", "FRAME_STRIDE": "5"]),
        ("crlf.yaml", ["BATCH_SIZE": "4", "FRAME_STRIDE": "5"]), ("export_tab.env", ["FRAME_STRIDE": "5"]),
        ("inline.env", ["FRAME_STRIDE": "5"]), ("inline.yaml", ["FRAME_STRIDE": "5"]),
    ])
    func readsFilesOfOtherTools(name: String, values: [String: String]) throws {
        #expect(try ConfigFile.variables(path: Bundle.module.bundlePath + "/Resources/Files/" + name) == values)
    }

    /// The tests above mean nothing where a checkout has changed the line ends.
    @Test func theFilesHaveTheirLineEnds() throws {
        for name in ["crlf.env", "crlf_comment.env", "crlf.yaml"] {
            let data = try Data(contentsOf: URL(fileURLWithPath: Bundle.module.bundlePath + "/Resources/Files/" + name))
            #expect(data.contains(13), "\(name) has lost its CRs")
        }
    }

    @Test(arguments: ["a.env", "a.yaml", "a.json"]) func aByteOrderMarkIsNoName(path: String) throws {
        let text = ["a.env": "BATCH_SIZE=4", "a.yaml": "BATCH_SIZE: 4", "a.json": "{\"BATCH_SIZE\": 4}"][path] ?? ""
        #expect(try ConfigFile.variables(text: "\u{FEFF}" + text + "\r\n", path: path) == ["BATCH_SIZE": "4"])
    }

    @Test(arguments: [
        ("my.env", "BATCH_SIZE=1\nnonsense\n", "my.env:2: 'nonsense' is not a setting; write NAME=value"),
        ("my.yaml", "nonsense\n", "my.yaml: is not a YAML mapping of settings; write BATCH_SIZE: 4"),
        ("my.json", "[1]", "my.json: is not a JSON object of settings; write {\"BATCH_SIZE\": 4}"),
        ("my.json", "{\"BATCH_SIZE\": }", "my.json: is not a JSON object of settings; write {\"BATCH_SIZE\": 4}"),
        ("my.env", "#\r\nFRAME_STRID=5\r\n", "my.env:2: unknown setting 'FRAME_STRID'; did you mean FRAME_STRIDE?"),
        (
            "my.yaml", "batch_size: 4\nframe-stride: 5\n",
            "my.yaml:2: unknown setting 'frame-stride'; did you mean FRAME_STRIDE?"
        ),
        ("my.json", "{\"BATCHSIZE\": 4}", "my.json: unknown setting 'BATCHSIZE'; did you mean BATCH_SIZE?"),
        ("my.yaml", "imgsize: null", "my.yaml:1: unknown setting 'imgsize'; did you mean IMG_SIZE?"),
        (
            "my.env", "COLOUR=red",
            "my.env:1: unknown setting 'COLOUR'; 'scorevision help serve' lists all settings"
        ),
        (
            "my.yaml", "batch_size: {a: 1}",
            "my.yaml:1: BATCH_SIZE must have a single value: a whole number from 1 to 256"
        ),
    ])
    func namesWhatIsAtFault(path: String, text: String, message: String) {
        let error = #expect(throws: ConfigFileError.self) { try ConfigFile.variables(text: text, path: path) }
        #expect(error?.description == message)
    }

    @Test func whatIsNotYAMLIsRefusedWithItsPlace() {
        let error = #expect(throws: ConfigFileError.self) {
            try ConfigFile.variables(text: "batch_size: [1\nimg_size: 2\n", path: "my.yaml")
        }
        #expect(error?.description.hasPrefix("my.yaml: is not valid YAML: ") == true)
        #expect(error?.description.contains("\n") == false)
    }

    @Test func aFileThatIsNotUTF8IsRefused() throws {
        let path = NSTemporaryDirectory() + "settings-\(UUID().uuidString).env"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data([0xFF, 0xFE, 0x41, 0x00]).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: ConfigFileError.self) { try ConfigFile.variables(path: path) }
        #expect(error?.problem == .notUTF8)
    }

    /// systemd and Docker read the same `.env`, for other programs too.
    @Test func namesOfOthersArePassedOver() throws {
        let text = "MINER_UID=1000\nCUDA_VISIBLE_DEVICES=1\nMAX_QUEUE=2\n"
        #expect(try ConfigFile.variables(text: text, path: ".env") == ["MAX_QUEUE": "2"])
    }

    @Test(arguments: [
        ("BATCHSIZE", "BATCH_SIZE"), ("IMAGE_SIZE", "IMG_SIZE"), ("frame_stirde", "FRAME_STRIDE"),
        ("--port", "MINER_PORT"), ("HOST", "MINER_HOST"), ("MAX_CLIPS_MB", "MAX_CLIP_MB"), ("PORT", "MINER_PORT"),
    ])
    func suggestsTheNearestName(wrong: String, right: String) {
        #expect(Setting.nearest(to: wrong)?.name == right)
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
