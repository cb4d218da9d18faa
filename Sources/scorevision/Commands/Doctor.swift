import Analysis
import ArgumentParser
import Benchmarking
import DefaultModel
import Foundation
import Settings

/// `scorevision doctor`: whether the program is well on this machine.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at the machine and the installation, and test them with a clip of known truth.",
        discussion: """
            Shows the machine as the program sees it, the hardware profile it picks and why, the engines and libraries it \
            found, and for what is wrong the command that mends it. The self-test draws a second of synthetic \
            broadcast, analyses them, and holds the answers against the truth: of the boxes of persons F1 0.85 or more \
            at an overlap of 0.50, 85 % of the keypoints within 10 pixels, 6 pixels on average at most.

              scorevision doctor
              scorevision doctor --json - | jq .healthy

            Exit status: 0 healthy; 1 not; 64 wrong usage; 130 interrupted.
            """)

    @Option(
        help: ArgumentHelp(
            "A model package, or a YOLO export as .onnx. Default: the program's own.", valueName: "path"),
        completion: .file())
    var model: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Write the findings as JSON; - for standard output, in place of the text.", valueName: "file"
        ))
    var json: String?

    func run() async throws {
        if let json, json != "-" { try AtomicFile.prepare(json) }
        let settings = try SettingsResolver(flags: [:], environment: ProcessInfo.processInfo.environment).resolve()
        let model = model ?? DefaultModel.path
        let machine = Machine.probe()
        let report: HealthReport
        do {
            report = try await Interruption.cancelling {
                let checks = try await TemporaryFolder.with { folder in
                    try await Examination(model: model, settings: settings).checks(on: machine, folder: folder)
                }
                return HealthReport(
                    machine: machine, choice: HardwareProfile.choose(for: settings.device), checks: checks)
            }
        } catch is CancellationError {
            FileHandle.standardError.write(Data("Interrupted.\n".utf8))
            throw ExitCode(130)
        }
        if json == "-" {
            print(String(decoding: try report.json(), as: UTF8.self), terminator: "")
        } else {
            print(report.text, terminator: "")
            if let json { try AtomicFile.write(report.json(), to: json) }
        }
        if !report.isHealthy { throw ExitCode(1) }
    }
}
