public import Detection
public import Engines
import Foundation
import Media
import Observations
import Synchronization

/// A factory for the detectors of a run on the devices that its settings name. Making a detector blocks.
///
/// The detectors halve the batch size if a device runs out of memory, and move the batches of a failed device to the
/// others. They report both through `onNotice`.
public struct DetectorFactory: Sendable {
    /// The chosen devices, and the reason for the choice.
    public let plan: DevicePlan
    let packages: [ModelPackage]
    let workshop: DeviceWorkshop
    /// The detector that passed the test, kept for the first caller that asks for an equal one.
    private let tested = TestedDetector()

    /// Chooses the devices.
    ///
    /// `auto` takes the best device that passes the ten pictures of `DeviceCheck`. It reports the choice and the
    /// reason, or why a device failed.
    ///
    /// - Parameters:
    ///   - packages: one model, or several that analyse the same frames.
    ///   - settings: the settings of the run.
    ///   - onNotice: receives notices for the operator, one sentence each.
    /// - Throws: an `InferenceError` if a requested device can't be used; the message names the remedy.
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
            plan = DevicePlan(devices: devices, reason: "\(settings.device.rawValue) was requested", settings: settings)
            return
        }
        plan = try Self.bestPlan(packages, settings, workshop, tested)
    }

    /// Returns the engine's name and version, for logs.
    public func engineName() throws -> String {
        let settings = workshop.engineSettings(plan.devices.first ?? .cpu, plan.settings, models: packages.count)
        return try workshop.engine(settings).name
    }

    /// Makes a detector for pictures of an aspect ratio. Blocks; on a GPU, the first call may take minutes.
    ///
    /// - Parameters:
    ///   - aspect: the width of a picture divided by its height.
    ///   - adjust: changes the detector's settings after the run's settings have been applied.
    /// - Throws: an `InferenceError` if a model can't be compiled on a device.
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
            onNotice("\(device) failed and is no longer used; the other devices repeat its batches (\(reason))")
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
            workshop.onNotice("DEVICE=auto uses \(plan.name): \(reason)")
            return DevicePlan(devices: devices, reason: reason, settings: settings)
        } catch {
            let name = DevicePlan(devices: devices, reason: "", settings: settings).name
            workshop.onNotice("DEVICE=auto falls back to cpu, because \(name) can't be used: \(error)")
            var plan = processor.onProcessor(choice)
            plan.reason = "\(name) can't be used"
            return plan
        }
    }
}

extension DevicePlan {
    /// Returns the plan with the processor's batch size, unless the user chose a batch size of their own.
    fileprivate func onProcessor(_ choice: HardwareProfile.Choice) -> DevicePlan {
        var plan = self
        if settings.batchSize == choice.profile.settings.batchSize {
            plan.settings.batchSize = HardwareProfile.cpu.settings.batchSize
        }
        return plan
    }
}

/// A store for a detector that passed `DeviceCheck`. The next clip uses it, because making one on a GPU takes most of a
/// second.
final class TestedDetector: Sendable {
    struct Entry {
        let aspect: Double
        let detector: any FrameDetector

        /// Returns whether the detector suits pictures of an aspect ratio.
        ///
        /// Smaller differences than the tolerance don't change the size of the network's picture.
        func fits(_ other: Double) -> Bool { abs(aspect - other) < 0.0025 }
    }

    private let entry = Mutex<Entry?>(nil)

    func keep(_ detector: any FrameDetector, aspect: Double) {
        entry.withLock { $0 = Entry(aspect: aspect, detector: detector) }
    }

    /// Removes and returns the detector. A caller that doesn't need it discards it, which frees its memory.
    func take() -> Entry? {
        entry.withLock { entry in
            defer { entry = nil }
            return entry
        }
    }
}

/// The devices for the models of a run, and the reason for the choice.
public struct DevicePlan: Hashable, Sendable {
    /// The devices, at least one. Each batch goes to a free device.
    public var devices: [EngineDevice]
    /// The reason in words, without a full stop.
    public var reason: String
    /// The settings of the run. If `auto` fell back to the processor, the batch size suits the processor.
    public var settings: AnalysisSettings

    /// Makes a plan.
    public init(devices: [EngineDevice], reason: String, settings: AnalysisSettings) {
        self.devices = devices
        self.reason = reason
        self.settings = settings
    }

    /// The name for logs, such as `cuda:0 + cuda:1`.
    public var name: String { devices.map(\.name).joined(separator: " + ") }

    /// The CUDA numbers of the NVIDIA GPUs among the devices.
    public var cards: [Int] { devices.compactMap { if case .cuda(let card) = $0 { card } else { nil } } }

    /// The number of the GPU that may also decode; `nil` if there is no NVIDIA GPU.
    public var decodingCard: Int? { cards.first }
}
