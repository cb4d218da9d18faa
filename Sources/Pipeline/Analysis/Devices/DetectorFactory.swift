public import Detection
public import Engines
import Foundation
import Media
import Observations
import Synchronization

/// Makes the detectors of a run on the devices that its settings ask for. Making one blocks.
///
/// Halves the batch when a device runs out of memory, gives the batches of a device that failed to the others, and reports
/// both through `onNotice`.
public struct DetectorFactory: Sendable {
    /// Where the models compute, and why there.
    public let plan: DevicePlan
    let packages: [ModelPackage]
    let workshop: DeviceWorkshop
    /// The detector that passed the test, for the first caller who asks for one like it.
    private let tested = TestedDetector()

    /// Decides on the devices.
    ///
    /// `auto` takes the best device that passes the ten pictures of `DeviceCheck`, and reports which it took, why, and what
    /// failed.
    /// - Parameters:
    ///   - packages: one, or several that look at the same frames.
    ///   - settings: of the run.
    ///   - onNotice: receives what an operator should know, one sentence at a time.
    /// - Throws: an `InferenceError` that says what a requested device lacks and how to get it.
    public init(
        packages: [ModelPackage], settings: AnalysisSettings,
        onNotice: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        try self.init(packages: packages, settings: settings, workshop: DeviceWorkshop(onNotice: onNotice))
    }

    init(packages: [ModelPackage], settings: AnalysisSettings, workshop: DeviceWorkshop) throws {
        self.packages = packages
        self.workshop = workshop
        guard settings.device == .auto else {
            let devices = settings.device.engineDevices
            for device in devices { try workshop.examine(device, settings, models: packages.count) }
            plan = DevicePlan(devices: devices, reason: "\(settings.device.rawValue) was asked for", settings: settings)
            return
        }
        plan = try Self.bestPlan(packages, settings, workshop, tested)
    }

    /// Returns the engine's name and version, for logs.
    public func engineName() throws -> String {
        let settings = workshop.engineSettings(plan.devices.first ?? .cpu, plan.settings, models: packages.count)
        return try workshop.engine(settings).name
    }

    /// Returns a detector for pictures of a width-to-height ratio. Blocks; on a GPU the first call may take minutes.
    /// - Parameters:
    ///   - aspect: the width of a picture divided by its height.
    ///   - adjust: changes the detector's settings after the run's settings were applied.
    public func detector(
        aspect: Double, adjust: ((inout DetectorSettings) -> Void)? = nil
    ) throws -> any FrameDetector {
        let tested = tested.take()
        if adjust == nil, let tested, tested.fits(aspect) { return tested.detector }
        return try Self.detector(packages, plan: plan, aspect: aspect, workshop, adjust: adjust ?? { _ in })
    }

    private static func detector(
        _ packages: [ModelPackage], plan: DevicePlan, aspect: Double, _ workshop: DeviceWorkshop,
        adjust: (inout DetectorSettings) -> Void = { _ in }
    ) throws -> any FrameDetector {
        let onNotice = workshop.onNotice
        let made = try plan.devices.map { device in
            let each = try packages.map { package in
                try workshop.detector(
                    package, on: device, plan.settings, models: packages.count, aspect: aspect, adjust: adjust)
            }
            return (name: device.name, detector: each.count == 1 ? each[0] : CombinedDetector(each))
        }
        if made.count == 1 { return made[0].detector }
        return try MultiDeviceDetector(made) { device, reason in
            onNotice("\(device) failed and is left out; the others do its batches again (\(reason))")
        }
    }

    private static func bestPlan(
        _ packages: [ModelPackage], _ settings: AnalysisSettings, _ workshop: DeviceWorkshop, _ tested: TestedDetector
    ) throws -> DevicePlan {
        let choice = workshop.profile()
        let processor = DevicePlan(devices: [.cpu], reason: choice.reason, settings: settings)
        guard choice.profile.device != .cpu else { return processor }
        let devices = choice.profile.device.engineDevices
        do {
            for device in devices { try workshop.examine(device, settings, models: packages.count) }
            let plan = DevicePlan(devices: devices, reason: choice.reason, settings: settings)
            let check = DeviceCheck()
            let reference = try detector(packages, plan: processor.onProcessor(choice), aspect: check.aspect, workshop)
            let candidate = try detector(packages, plan: plan, aspect: check.aspect, workshop)
            try check.compare(candidate, with: reference)
            tested.keep(candidate, aspect: check.aspect)
            let reason = "\(choice.reason), and it passed the test of \(DeviceCheck.count) pictures"
            workshop.onNotice("DEVICE=auto takes \(plan.name): \(reason)")
            return DevicePlan(devices: devices, reason: reason, settings: settings)
        } catch {
            let name = DevicePlan(devices: devices, reason: "", settings: settings).name
            workshop.onNotice("DEVICE=auto falls back to cpu, since \(name) is not fit: \(error)")
            var plan = processor.onProcessor(choice)
            plan.reason = "\(name) is not fit"
            return plan
        }
    }
}

extension DevicePlan {
    /// The plan with the processor's batch, unless somebody chose another than the GPU's profile has.
    fileprivate func onProcessor(_ choice: HardwareProfile.Choice) -> DevicePlan {
        var plan = self
        if settings.batchSize == choice.profile.settings.batchSize {
            plan.settings.batchSize = HardwareProfile.cpu.settings.batchSize
        }
        return plan
    }
}

/// Keeps a detector that passed `DeviceCheck` for the next clip: on a GPU it took most of a second to make.
final class TestedDetector: Sendable {
    struct Entry {
        let aspect: Double
        let detector: any FrameDetector

        /// Whether the detector is for pictures of a width-to-height ratio. The network's grid can't tell smaller
        /// differences apart.
        func fits(_ other: Double) -> Bool { abs(aspect - other) < 0.0025 }
    }

    private let entry = Mutex<Entry?>(nil)

    func keep(_ detector: any FrameDetector, aspect: Double) {
        entry.withLock { $0 = Entry(aspect: aspect, detector: detector) }
    }

    /// Hands the detector over. A caller that doesn't want it drops it, so that its memory is free for another.
    func take() -> Entry? {
        entry.withLock { entry in
            defer { entry = nil }
            return entry
        }
    }
}

/// Where the models of a run compute, and why there.
public struct DevicePlan: Hashable, Sendable {
    /// At least one; batches go to whichever is free.
    public var devices: [EngineDevice]
    /// Half a sentence that a person reads.
    public var reason: String
    /// The run's settings. If `auto` fell back to the processor, the batch size suits it.
    public var settings: AnalysisSettings

    /// Makes a plan of its parts.
    public init(devices: [EngineDevice], reason: String, settings: AnalysisSettings) {
        self.devices = devices
        self.reason = reason
        self.settings = settings
    }

    /// The name for logs, `cuda:0 + cuda:1`.
    public var name: String { devices.map(\.name).joined(separator: " + ") }

    /// The numbers of NVIDIA's GPUs among them.
    public var cards: [Int] { devices.compactMap { if case .cuda(let card) = $0 { card } else { nil } } }

    /// The GPU that may decode, too; nil where there is none of NVIDIA's.
    public var decodingCard: Int? { cards.first }
}
