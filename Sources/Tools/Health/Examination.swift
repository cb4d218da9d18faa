public import Analysis
import Detection
import Engines
import Evaluation
import Foundation
public import Machine
import Media
import Observations
import Platform

/// Checks everything that the program needs, step by step.
public struct Examination: Sendable {
    private let model: String
    private let settings: AnalysisSettings

    /// Creates an examination.
    ///
    /// - Parameters:
    ///   - model: The path of the model package.
    ///   - settings: The settings of the self-test.
    public init(model: String, settings: AnalysisSettings) {
        self.model = model
        self.settings = settings
    }

    /// The memory, in bytes, below which an analysis may fail.
    private static let neededMemory = 512 << 20

    /// Runs the checks in order, because later ones depend on earlier ones.
    ///
    /// - Parameters:
    ///   - machine: The machine that the program runs on.
    ///   - folder: A folder for the temporary files of the self-test.
    /// - Throws: `CancellationError`. All other errors become failed checks.
    public func checks(on machine: Machine, folder: String) async throws -> [HealthCheck] {
        // Loading engines and drivers blocks.
        var (checks, package) = try await BlockingWork.run("examine") { installation(on: machine) }
        try Task.checkCancellation()
        if let package, !checks.contains(where: { $0.state == .bad }) {
            let tests = try await selfTest(package, folder: folder)
            checks += tests
            if tests.allSatisfy({ $0.state != .bad }) { checks.append(await latency(package)) }
        } else {
            checks.append(HealthCheck("self-test", .bad, "not run: fix the checks marked BAD first"))
        }
        return checks
    }

    private func installation(on machine: Machine) -> ([HealthCheck], ModelPackage?) {
        var checks = [memory(machine.memory), vectors(machine.processor)]
        checks += graphics(machine.graphics)
        checks.append(ffmpeg())
        checks.append(engine())
        let (package, found) = modelPackage()
        return (checks + [found], package)
    }

    private func memory(_ memory: Memory) -> HealthCheck {
        let mebibytes = memory.usable >> 20
        guard memory.usable < Self.neededMemory else {
            return HealthCheck("memory", .good, "\(mebibytes) MiB usable; an analysis needs about 200")
        }
        return HealthCheck(
            "memory", .warning, "only \(mebibytes) MiB usable",
            remedy: "close other programs, raise the container's limit, or set BATCH_SIZE=1")
    }

    private func vectors(_ processor: Processor) -> HealthCheck {
        let units = processor.vectorUnits
        if units.contains(where: { $0.contains("VNNI") || $0.contains("AMX") || $0 == "dot product" || $0 == "I8MM" }) {
            return HealthCheck("vector units", .good, "8-bit dot products in hardware: \(units.last ?? "")")
        }
        return HealthCheck(
            "vector units", .warning,
            "no 8-bit dot products (VNNI, AMX): the model runs at half to a third of the speed",
            remedy: "use a processor with AVX-512 VNNI or AVX-VNNI (AMD from Zen 4, Intel from Ice Lake)")
    }

    private func graphics(_ cards: [GraphicsCard]) -> [HealthCheck] {
        var checks: [HealthCheck] = []
        let others = cards.filter { $0.maker != .nvidia }
        if !others.isEmpty {
            checks.append(
                HealthCheck(
                    "graphics", .warning, "\(others.map(\.name).joined(separator: ", ")): no engine supports it"))
        }
        let asked = settings.device.engineDevices.contains { $0 != .cpu }
        guard asked || cards.count > others.count else { return checks }
        var wanted = settings
        if !asked { wanted.device = .cuda([0]) }
        do {
            let maker = try DetectorFactory(packages: [], settings: wanted)
            checks.append(HealthCheck("gpu", .good, "\(maker.plan.name), \(try maker.engineName())"))
        } catch {
            // If a device was requested explicitly, its absence is an error.
            checks.append(HealthCheck("gpu", asked ? .bad : .warning, "\(error)"))
        }
        return checks + Self.readings(GraphicsWatch().readings)
    }

    /// Returns the current state of each card.
    static func readings(_ readings: [GraphicsReading]) -> [HealthCheck] {
        readings.map { reading in
            let figures = [
                reading.use.map { "busy \(Int(($0 * 100).rounded())) %" },
                reading.decoderUse.map { "decoder \(Int(($0 * 100).rounded())) %" },
                reading.usedMemory.map { used in
                    "\(used >> 20) MiB used" + (reading.memory.map { " of \($0 >> 20)" } ?? "")
                },
                reading.temperature.map { "\($0) °C" }, reading.clock.map { "\($0) MHz" },
                reading.memoryClock.map { "memory at \($0) MHz" },
            ].compactMap(\.self)
            return HealthCheck(
                "gpu \(reading.index)", .good, "\(reading.name): \(figures.joined(separator: ", "))")
        }
    }

    private func ffmpeg() -> HealthCheck {
        let versions = FFmpegLibraries.versions.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
        let missing = FFmpegLibraries.missingDecoders
        let finding = "FFmpeg \(FFmpegLibraries.version) (\(versions))"
        guard missing.isEmpty else {
            return HealthCheck(
                "ffmpeg", missing.contains("h264") ? .bad : .warning,
                "\(finding), without a decoder for \(missing.joined(separator: ", "))",
                remedy: "apt-get install --reinstall libavcodec-extra")
        }
        return HealthCheck("ffmpeg", .good, finding)
    }

    private func engine() -> HealthCheck {
        do {
            return HealthCheck("engine", .good, try settings.engine.makeEngine().name)
        } catch {
            return HealthCheck("engine", .bad, "\(error)", remedy: "rm -rf .deps/openvino && make build")
        }
    }

    private func modelPackage() -> (ModelPackage?, HealthCheck) {
        do {
            let package = try ModelPackage.load(model)
            let manifest = package.manifest
            let sum = manifest.sha256.isEmpty ? "no checksum" : "SHA-256 \(manifest.sha256.prefix(12))… matches"
            return (package, HealthCheck("model", .good, "\(manifest.name) \(manifest.version) at \(model), \(sum)"))
        } catch {
            let remedy = "git checkout -- Sources/Pipeline/DefaultModel && make build"
            return (nil, HealthCheck("model", .bad, "\(error)", remedy: remedy))
        }
    }

    private func selfTest(_ package: ModelPackage, folder: String) async throws -> [HealthCheck] {
        do {
            return try await SelfTest(package: package, settings: settings).run(in: folder).checks()
        } catch let error as CancellationError {
            throw error
        } catch {
            return [
                HealthCheck("self-test", .bad, "\(error)", remedy: "make setup && make build, then scorevision doctor")
            ]
        }
    }

    private func latency(_ package: ModelPackage) async -> HealthCheck {
        do {
            return try await BlockingWork.run("latency") { [settings] in
                try Latency.measure(package: package, settings: settings)
            }.check
        } catch {
            return HealthCheck("latency", .bad, "\(error)", remedy: "make setup && make build, then scorevision doctor")
        }
    }
}
