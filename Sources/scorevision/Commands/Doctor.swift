import Analysis
import ArgumentParser
import DefaultModel
import Foundation
import Health
import Machine
import Observations
import Platform
import Settings

/// `scorevision doctor`: checks that the program works well on this machine.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the machine and the installation, and test them with a clip of known truth.",
        discussion: """
            Shows the machine, the hardware profile that the program chooses and why, and the engines and \
            libraries it finds. For each problem it names the command that fixes it. The self-test creates a \
            second of synthetic broadcast, analyses it with the decoder and the device that 'analyze' would use, and \
            compares the result with the truth. Boxes of persons must reach an F1 of 0.85 at an overlap of 0.50; 85 % \
            of the keypoints must be within 10 pixels, and their mean distance must be at most 6 pixels.

              scorevision doctor
              scorevision doctor --json - | jq .healthy

            Exit status: 0 healthy; 1 not healthy; 64 wrong usage; 130 interrupted.
            """)

    @Option(
        help: ArgumentHelp(
            "Model package, or a YOLO export as .onnx. Default: the built-in model.", valueName: "path"),
        completion: .file())
    var model: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Write the findings as JSON; - for standard output instead of the text.", valueName: "file"
        ))
    var json: String?

    func run() async throws {
        if let json, json != "-" { try AtomicFile.prepare(json) }
        let settings = try SettingsResolver(flags: [:], environment: ProcessInfo.processInfo.environment).resolve()
        let model = model ?? DefaultModel.path
        let report: HealthReport
        do {
            report = try await Interruption.cancelling {
                let (machine, choice) = try await BlockingWork.run("probe") {
                    (Machine.probe(), HardwareProfile.choose(for: settings.device))
                }
                let checks = try await TemporaryFolder.with { folder in
                    try await Examination(model: model, settings: settings).checks(on: machine, folder: folder)
                }
                return HealthReport(machine: machine, choice: choice, checks: checks)
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
