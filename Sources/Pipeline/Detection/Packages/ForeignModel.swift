import Engines
import Foundation
import Observations

/// The identification of foreign ONNX files: Ultralytics by its metadata, YOLOX by the shape of its output.
enum ForeignModel {
    static func describe(_ file: ONNXFile, path: String) throws -> ModelManifest {
        guard let input = file.inputs.first, file.inputs.count == 1, input.shape.count == 4 else {
            throw InferenceError(
                .modelUnsupported,
                "\(path): a model must have a single picture as its input, [N, channels, height, width]",
                context: "inputs: \(list(file.inputs))")
        }
        let manifest = try UltralyticsMetadata(file, path: path)?.manifest ?? yolox(file, input: input, path: path)
        let (width, height) = (manifest.input.width, manifest.input.height)
        guard [width, height].allSatisfy(ModelManifest.pictureSides.contains) else {
            throw InferenceError(
                .modelUnsupported,
                "\(path): its input picture is \(width) x \(height); width and height must be "
                    + "from \(ModelManifest.pictureSides.lowerBound) to \(ModelManifest.pictureSides.upperBound)",
                context: "inputs: \(list(file.inputs))")
        }
        guard manifest.task.contains(.pitch) || manifest.classes.contains(where: { ModelClass($0).objectClass != nil })
        else {
            throw InferenceError(
                .classMismatch,
                "\(path): none of its class names is known; name them ball, goalkeeper, player (or person), referee",
                context: "classes: \(quoted(manifest.classes.prefix(10).joined(separator: ", ")))")
        }
        return manifest
    }

    /// Returns the manifest of a YOLOX file: one output `[N, cells, 5 + classes]` with the cells of strides 8, 16 and
    /// 32.
    private static func yolox(_ file: ONNXFile, input: TensorDescription, path: String) throws -> ModelManifest {
        let size = InputLayout.bgrByte.pictureSize(shape: input.shape)
        guard let width = size?.width, let height = size?.height, let output = file.outputs.first?.fixedShape,
            [width, height].allSatisfy(ModelManifest.pictureSides.contains),
            file.outputs.count == 1, output.count == 3, output[2] > 5,
            output[1] == Grid.cellCount(width: width, height: height)
        else {
            throw InferenceError(
                .modelUnsupported,
                "\(path): unknown outputs; supported are Ultralytics v8/v11 detect and pose exports and YOLOX",
                context: "inputs: \(list(file.inputs)); outputs: \(list(file.outputs))")
        }
        let classes = try yoloxClasses(count: output[2] - 5, metadata: file.metadata, path: path)
        return ModelManifest(
            format: ModelManifest.currentFormat, name: ModelName.of(path), version: "foreign", task: [.players],
            heads: [.yolox], input: .init(layout: .bgrByte, width: width, height: height), classes: classes,
            keypoints: 0, weights: path, sha256: "", licence: file.metadata["license"] ?? "unknown")
    }

    private static func yoloxClasses(count: Int, metadata: [String: String], path: String) throws -> [String] {
        if let names = metadata["names"].flatMap(PythonLiteral.names) {
            guard names.count == count else {
                throw InferenceError(
                    .classMismatch, "\(path): its metadata names \(names.count) classes, its output has \(count)")
            }
            return names
        }
        switch count {
        case 80: return ModelClass.coco.map(\.name)
        case 4: return ["ball", "goalkeeper", "player", "referee"]
        default:
            throw InferenceError(
                .classMismatch,
                "\(path): its \(count) classes have no names; a YOLOX model needs `names` in its metadata, or COCO's "
                    + "80 classes, or 4: ball, goalkeeper, player, referee")
        }
    }

    /// Returns names and shapes for messages, at most ten, because a file may hold thousands.
    static func list(_ tensors: [TensorDescription]) -> String {
        tensors.prefix(10).map { "\(quoted($0.name)) \(quoted($0.shapeText))" }.joined(separator: ", ")
            + (tensors.count > 10 ? " and \(tensors.count - 10) more" : "")
    }

    /// Returns text from a file for messages: on one line, without control characters, and at most 200 characters long.
    static func quoted(_ text: String) -> String {
        let start = text.unicodeScalars.prefix(201).map { scalar in
            scalar.properties.generalCategory == .control ? " " : String(scalar)
        }
        return start.prefix(200).joined() + (start.count > 200 ? "…" : "")
    }
}

enum ModelName {
    /// Returns the name of a file without its folder and extension.
    static func of(_ path: String) -> String {
        URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    }
}
