public import Detection
import Foundation
import Media

/// Makes the detectors of a run on the devices that its settings ask for. Making one blocks.
///
/// What a device has no room for is halved, what one of several devices fails at is done by the others, and each is said
/// aloud.
public struct DetectorFactory: Sendable {
    public let plan: DevicePlan
    let packages: [ModelPackage]
    let workshop: DeviceWorkshop
    /// What passed the test, for the first who asks for such a one.
    private let tested = TestedDetector()

    /// Decides on the devices.
    ///
    /// `auto` takes the best that passes the ten pictures of `DeviceCheck`, and says which, why, and what failed.
    /// - Parameters:
    ///   - packages: one, or several that look at the same frames.
    ///   - settings: of the run.
    ///   - onNotice: is told what an operator should know, a sentence each.
    /// - Throws: an `InferenceError` that says what a device that was asked for lacks, and what mends it.
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

    /// The engine's name and version, for logs.
    public func engineName() throws -> String {
        let settings = workshop.engineSettings(plan.devices.first ?? .cpu, plan.settings, models: packages.count)
        return try workshop.engine(settings).name
    }

    /// The detector for pictures of a width to height ratio. Blocks; a GPU's may take minutes the first time. `adjust`
    /// changes what the run's settings come to.
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
