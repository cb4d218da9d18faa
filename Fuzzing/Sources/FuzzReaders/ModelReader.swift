@testable import Detection
import Engines
import Foundation

/// What reads model files of strangers, and what must hold of it whatever is in them.
enum ModelReader: String, CaseIterable {
    case onnx
    case metadata
    case manifest

    /// Traps where something doesn't hold.
    func check(_ bytes: [UInt8]) {
        switch self {
        case .onnx: Self.checkONNX(bytes)
        case .metadata: Self.checkMetadata(String(decoding: bytes, as: UTF8.self))
        case .manifest: Self.checkManifest(bytes)
        }
    }

    /// A whole ONNX file.
    private static func checkONNX(_ bytes: [UInt8]) {
        do {
            let file = try ONNXFile(bytes: bytes)
            precondition(file.inputs.allSatisfy { $0.shape.allSatisfy { ($0 ?? 1) > 0 } })
            checkModel(try ForeignModel.describe(file, path: "model.onnx"), file)
        } catch {
            checkRefusal(error)
        }
    }

    /// An export's metadata, in lines of `name=value`: `shape=1,3,32,64` is the input's shape, and `output=1,8,42` the
    /// output's; 0 stands for an open dimension.
    private static func checkMetadata(_ text: String) {
        var metadata: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if parts.count == 2 { metadata[parts[0]] = parts[1] }
        }
        func tensor(_ name: String) -> TensorDescription {
            let sizes = (metadata[name] ?? "").split(separator: ",").map { size in
                Int(size).flatMap { $0 > 0 ? $0 : nil }
            }
            return TensorDescription(name: name, shape: sizes, element: .float32)
        }
        let file = ONNXFile(metadata: metadata, inputs: [tensor("shape")], outputs: [tensor("output")])
        do {
            checkModel(try ForeignModel.describe(file, path: "model.onnx"), file)
        } catch {
            checkRefusal(error)
        }
    }

    /// A package's `model.json`.
    private static func checkManifest(_ bytes: [UInt8]) {
        do {
            let manifest = try ModelManifest(json: Data(bytes), path: "model.json")
            precondition(manifest.input.width.isMultiple(of: manifest.input.grid))
            checkModel(manifest, ONNXFile(metadata: [:], inputs: [], outputs: []))
        } catch {
            checkRefusal(error)
        }
    }

    /// What is accepted has numbers that can be reckoned with: its heads are made, or refused in words.
    private static func checkModel(_ manifest: ModelManifest, _ file: ONNXFile) {
        precondition(ModelManifest.pictureSides.contains(manifest.input.width))
        precondition(ModelManifest.pictureSides.contains(manifest.input.height))
        precondition((0...ModelManifest.mostKeypoints).contains(manifest.keypoints ?? 0))
        let context = HeadContext(
            manifest: manifest, outputs: file.outputs, batch: 1, width: manifest.input.width,
            height: manifest.input.height, settings: .init())
        for head in manifest.heads {
            do {
                _ = try context.makeHead(head)
            } catch {
                checkRefusal(error)
            }
        }
    }

    /// A refusal is of one line, and not longer than one reads.
    private static func checkRefusal(_ error: any Error) {
        guard let error = error as? InferenceError else { preconditionFailure("\(error)") }
        precondition(!error.message.isEmpty && error.description.utf8.count < 20_000)
        precondition(!error.description.contains("\n"))
    }
}
