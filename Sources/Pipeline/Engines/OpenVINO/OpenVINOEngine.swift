import COpenVINO
import Foundation

/// The engine for OpenVINO on the processor.
///
/// `@unchecked Sendable`: the handle never changes after `init`, and several threads may call OpenVINO's core at once.
public final class OpenVINOEngine: InferenceEngine, @unchecked Sendable {
    private let core: OpaquePointer

    /// Starts OpenVINO. Throws an `InferenceError` if its libraries can't be used.
    public init() throws {
        // Without this callback, OpenVINO writes its messages to the standard output, which is for results.
        ov_util_set_log_callback { _ in }
        core = try OpenVINOStatus.make("start; run `make setup` to repair its libraries") { ov_core_create($0) }
    }

    deinit { ov_core_free(core) }

    /// The name and version for logs, such as `OpenVINO 2026.4.1 (CPU)`.
    public var name: String { "OpenVINO \(Self.version) (CPU)" }

    /// The version of the loaded library, such as `2026.4.1`; empty if it doesn't report one.
    public static var version: String {
        var version = ov_version_t()
        guard scorevision_ov_ok(ov_get_openvino_version(&version)) else { return "" }
        defer { ov_version_free(&version) }
        guard let build = version.buildNumber else { return "" }
        return String(String(cString: build).prefix { $0 != "-" })
    }

    /// Loads a model file.
    ///
    /// Throws an `InferenceError` if the file is missing, damaged or not a model.
    public func load(_ path: String) throws -> any EngineModel {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw InferenceError(.modelMissing, "there is no readable model file at \(path)")
        }
        let model = try OpenVINOStatus.make("read \(path): not a model file, or damaged", code: .modelUnreadable) {
            ov_core_read_model(core, path, nil, $0)
        }
        return try OpenVINOModel(handle: model, path: path, engine: self)
    }

    /// Compiles a model for the processor, with settings under OpenVINO's own names.
    func compile(_ model: OpaquePointer, path: String, properties: [(String, String)]) throws -> OpaquePointer {
        let strings = properties.map { (strdup($0.0), strdup($0.1)) }
        defer {
            for (key, value) in strings {
                free(key)
                free(value)
            }
        }
        let list = strings.map { ov_property_t(key: $0.0, value: $0.1) }
        return try OpenVINOStatus.make("compile \(path)") {
            ov_core_compile_model_props(core, model, "CPU", list.count, list, $0)
        }
    }
}

extension EngineSettings {
    /// The settings under OpenVINO's names.
    var openVINOProperties: [(String, String)] {
        var properties = [
            ("PERFORMANCE_HINT", hint.rawValue),
            // Gives the same results on every processor.
            ("INFERENCE_PRECISION_HINT", "f32"),
            // Pinned threads are faster on an otherwise idle machine, but slower beside a decoder.
            ("ENABLE_CPU_PINNING", "NO"),
        ]
        if threads > 0 { properties.append(("INFERENCE_NUM_THREADS", String(threads))) }
        if let cacheFolder { properties.append(("CACHE_DIR", cacheFolder)) }
        if streams > 0 { properties.append(("NUM_STREAMS", String(streams))) }
        return properties
    }
}

/// A caller of OpenVINO's C interface that converts its status to an error.
enum OpenVINOStatus {
    /// Runs a call. `doing` completes the message "OpenVINO failed to ...".
    static func check(
        _ doing: @autoclosure () -> String, code: InferenceError.Code = .engineFailed, _ call: () -> ov_status_e
    ) throws {
        let status = call()
        guard !scorevision_ov_ok(status) else { return }
        let words = lastMessage(status)
        throw InferenceError(code.refined(by: words), "OpenVINO failed to \(doing())", context: words)
    }

    /// Runs a call that returns a handle.
    static func make(
        _ doing: @autoclosure () -> String, code: InferenceError.Code = .engineFailed,
        _ call: (UnsafeMutablePointer<OpaquePointer?>) -> ov_status_e
    ) throws -> OpaquePointer {
        var handle: OpaquePointer?
        try check(doing(), code: code) { call(&handle) }
        guard let handle else { throw InferenceError(code, "OpenVINO failed to \(doing())", context: "no handle") }
        return handle
    }

    /// Returns OpenVINO's message about the last failure, on one line and without source locations.
    private static func lastMessage(_ status: ov_status_e) -> String {
        guard let text = ov_get_last_err_msg() else { return name(status) }
        defer { ov_free(text) }
        let lines = String(cString: text).split(whereSeparator: \.isNewline)
            .map { $0.trimmingPrefix { $0 == " " } }
            .filter { !$0.hasPrefix("Exception from ") && !$0.isEmpty }
        return lines.isEmpty ? name(status) : String(lines.joined(separator: "; ").prefix(500))
    }

    private static func name(_ status: ov_status_e) -> String {
        ov_get_error_info(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
    }
}
