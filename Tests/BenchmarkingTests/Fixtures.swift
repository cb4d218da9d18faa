import Analysis
import Detection
import Evaluation
import Foundation
import Machine
import Observations

@testable import Benchmarking

/// A folder for a test's files.
struct Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "benchmarking-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

extension BenchmarkSetting {
    static func on(batch: Int = 1, stride: Int = 1, size: Int = 640) -> BenchmarkSetting {
        BenchmarkSetting(device: .cpu, batchSize: batch, frameStride: stride, imageSize: size)
    }
}

extension ModelManifest {
    /// A model of the size 640 whose card has these figures.
    static func of(quality: [String: Double]) throws -> ModelManifest {
        let figures = String(decoding: try JSONEncoder().encode(quality), as: UTF8.self)
        let text = """
            {"format": 1, "name": "m", "version": "1", "task": ["players"], "heads": ["centre-heatmap"],
             "input": {"layout": "yuv420-s2d", "width": 640, "height": 360}, "classes": ["ball"],
             "weights": "m.onnx", "sha256": "", "licence": "MIT", "quality": \(figures)}
            """
        return try JSONDecoder().decode(ModelManifest.self, from: Data(text.utf8))
    }
}

extension RunReport {
    /// A run of so many seconds over 100 frames.
    static func of(_ seconds: Double, memory: Int = 100 << 20, stride: Int = 1) -> RunReport {
        RunReport(
            startSeconds: 0.5, seconds: seconds, cpuSeconds: seconds * 2, peakMemory: memory, clipFrames: 100,
            processedFrames: (100 + stride - 1) / stride, stages: ["decode": seconds / 2, "detect": seconds])
    }
}

extension QualityFigures {
    /// Figures whose overall is `value`.
    static func of(_ value: Double) -> QualityFigures {
        QualityFigures(
            boxPrecision: value, boxRecall: value, keypointsWithin10: value, keypointDistance: 2, idF1: value,
            hota: value)
    }
}

extension SettingRecord {
    static func of(
        _ setting: BenchmarkSetting, seconds: [Double], quality: Double? = nil, memory: Int = 100 << 20
    ) -> SettingRecord {
        var record = SettingRecord(setting: setting)
        for (round, value) in seconds.enumerated() {
            record.runs[round] = .of(value, memory: memory, stride: setting.frameStride)
        }
        record.agreement = quality.map { .of($0) }
        return record
    }
}

extension BenchmarkReport {
    /// A report of three settings and one that failed, whose clip has a name that HTML has to be told.
    static var sample: BenchmarkReport {
        var failed = SettingRecord(setting: .on(batch: 64, size: 1024))
        failed.failure = RunFailure(.killed, "killed by the system, probably because it used too much memory")
        let machine = Machine(
            system: "Linux", processor: Processor(name: "A <fast> one", cores: 2, vectorUnits: ["AVX2"]),
            memory: Memory(total: 8 << 30, available: 4 << 30), graphics: [])
        return BenchmarkReport(
            context: Context(
                date: "2026-11-22T20:40:28Z", clip: "a<b>&\"c\".mp4", model: "plain 1", engine: "OpenVINO",
                machine: machine, load: 0.1, hasTruth: false, reference: "batch 1, stride 1, 640 px",
                referenceReason: "the model's card reports its best quality there"),
            records: [
                .of(.baseline(on: .cpu), seconds: [10, 11, 12], quality: 1),
                .of(.on(stride: 2), seconds: [2, 2.2, 2.1], quality: 0.97),
                .of(.on(stride: 3, size: 512), seconds: [1.9, 2.3, 2.0], quality: 0.5), failed,
            ])
    }
}
