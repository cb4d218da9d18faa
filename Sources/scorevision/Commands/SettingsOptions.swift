import Analysis
import ArgumentParser
import Foundation

/// The settings of an analysis as flags. They are read as text, so that flags, environment and file are
/// judged alike, and a value that starts with a dash is a value.
struct SettingsOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "Where the model runs: auto, cpu, cuda, cuda:0,1 or mps. [DEVICE]")
    var device: String?

    @Option(parsing: .unconditional, help: "What runs the model on the processor: openvino or onnxruntime. [ENGINE]")
    var engine: String?

    @Option(parsing: .unconditional, help: "Frames given to the model at once, 1 to 256. [BATCH_SIZE]")
    var batchSize: String?

    @Option(
        parsing: .unconditional,
        help: "Analyse every n-th frame, 1 to 30; those between are interpolated. [FRAME_STRIDE]")
    var frameStride: String?

    @Option(
        parsing: .unconditional,
        help: "Width of the picture the model sees, a multiple of 32: 512, 640, 800, 1024. [IMG_SIZE]")
    var imgSize: String?

    @Option(
        parsing: .unconditional,
        help: "Of a GPU's memory, the share that the model may take, 0.05 to 1. [GPU_MEMORY_FRACTION]")
    var gpuMemoryFraction: String?

    @Option(parsing: .unconditional, help: "The numbers a GPU may compute in: fp16 or fp32. [GPU_PRECISION]")
    var gpuPrecision: String?

    @Option(parsing: .unconditional, help: "Decoded frames that may wait for the model, 1 to 512. [PREFETCH_FRAMES]")
    var prefetchFrames: String?

    @Option(
        parsing: .unconditional, help: "Threads for decoding and for the model; 0 = one for each core. [CPU_THREADS]")
    var cpuThreads: String?

    @Option(parsing: .unconditional, help: "Report objects that reach this confidence, 0.01 to 1. [CONF_THRESHOLD]")
    var confThreshold: String?

    @Option(
        parsing: .unconditional,
        help: "Boxes of a class that overlap more than this are one object, 0 to 1. [IOU_THRESHOLD]")
    var iouThreshold: String?

    @Option(parsing: .unconditional, help: "At most so many objects in a frame, 1 to 1000. [MAX_DETECTIONS]")
    var maxDetections: String?

    @Option(
        parsing: .unconditional,
        help: "Answer the whole clip in so many seconds, by a wider stride where needed; 0 = no limit. [TIME_BUDGET_S]")
    var timeBudgetS: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "A file of settings: NAME=value lines, .json or .yaml; the environment and flags go before it.",
            valueName: "file"))
    var config: String?

    /// The settings of this run.
    func resolve() throws -> AnalysisSettings {
        try resolver(file: config.map { try ConfigFile.variables(path: $0) } ?? [:]).resolve()
    }

    /// What finds each setting's value; `more` are flags that aren't of the analysis.
    func resolver(flags more: [String: String] = [:], file: [String: String]) -> SettingsResolver {
        let given: [(Setting, String?)] = [
            (.device, device), (.engine, engine), (.batchSize, batchSize), (.frameStride, frameStride),
            (.imageSize, imgSize), (.graphicsMemoryFraction, gpuMemoryFraction), (.graphicsPrecision, gpuPrecision),
            (.prefetchFrames, prefetchFrames), (.cpuThreads, cpuThreads), (.confidenceThreshold, confThreshold),
            (.iouThreshold, iouThreshold), (.maxDetections, maxDetections),
            (.timeBudget, timeBudgetS),
        ]
        let flags = given.compactMap { setting, value in value.map { (setting.name, $0) } }
        return SettingsResolver(
            flags: Dictionary(uniqueKeysWithValues: flags).merging(more) { first, _ in first },
            environment: ProcessInfo.processInfo.environment, file: file)
    }
}
