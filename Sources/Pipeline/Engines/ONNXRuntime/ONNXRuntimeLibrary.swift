import CONNXRuntime
import Foundation
import Platform

/// ONNX Runtime's library, loaded at run time, so that the same program works without it. Unsafe: it calls functions by
/// their position in the library's table; see `CONNXRuntime`.
///
/// `@unchecked Sendable`: nothing changes after `init`, and several threads may call the library's functions.
final class ONNXRuntimeLibrary: @unchecked Sendable {
    /// The version, such as `1.32.0`.
    let version: String
    /// The execution providers in this build, by ONNX Runtime's names, such as `CPUExecutionProvider`.
    let providers: [String]
    /// The environment that all other objects belong to.
    let environment: UnsafeMutableRawPointer
    let table: scorevision_ort_table
    /// The folder of the library's file; `nil` if the loader doesn't report it.
    let folder: String?
    let allocator: UnsafeMutableRawPointer

    /// The environment variable that names the library's file or its folder.
    static let variable = "ONNXRUNTIME_LIB"
    /// The file name that the loader searches for, in the folder of `make setup` and in the system's folders.
    static let usualName = "libonnxruntime.so.1"

    /// Loads the library.
    ///
    /// Throws an `InferenceError` with the code `engineMissing` if the library is missing or too old.
    init(environment variables: [String: String] = ProcessInfo.processInfo.environment) throws {
        let library = try Self.open(variables)
        typealias GetBase = @convention(c) () -> UnsafePointer<scorevision_ort_base>?
        guard let symbol = try? library.address(of: "OrtGetApiBase"),
            let base = unsafeBitCast(symbol, to: GetBase.self)()
        else {
            throw InferenceError(.engineMissing, "ONNX Runtime's library lacks OrtGetApiBase; \(Self.advice)")
        }
        version = base.pointee.get_version().map { String(cString: $0) } ?? ""
        guard let table = base.pointee.get_api(scorevision_ort_version) else {
            throw InferenceError(.engineMissing, "ONNX Runtime \(version) is too old; \(Self.advice)")
        }
        self.table = table
        var place = scorevision_place()
        let path = scorevision_find_place(symbol, &place) != 0 ? place.file.map { String(cString: $0) } : nil
        folder = path.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
        let calls = ONNXRuntimeCalls(table: table)
        // Warnings about a graph don't help the operator, and errors come back as statuses.
        environment = try calls.make("start") { scorevision_ort_make_environment(table, 4, "scorevision", $0) }
        allocator = try calls.make("find its allocator") { scorevision_ort_default_allocator(table, $0) }
        providers = try Self.providers(calls)
    }

    /// Loads the library for a device. The error for a missing library names the command that installs it for that
    /// device.
    static func forDevice(_ device: EngineDevice) throws -> ONNXRuntimeLibrary {
        do {
            return try ONNXRuntimeLibrary()
        } catch let error as InferenceError where error.code == .engineMissing && device != .cpu {
            if case .mps = device { throw error }
            throw InferenceError(
                .engineMissing, DeviceFault.notBuiltForCUDA(version: nil).error(device).message,
                context: error.description)
        }
    }

    private static func open(_ variables: [String: String]) throws -> DynamicLibrary {
        var name = usualName
        if let asked = variables[variable], !asked.isEmpty {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: asked, isDirectory: &isFolder)
            name = exists && isFolder.boolValue ? asked + "/" + usualName : asked
        }
        do {
            return try DynamicLibrary(name)
        } catch {
            throw InferenceError(
                .engineMissing, "ONNX Runtime's library can't be opened; \(advice)", context: error.context)
        }
    }

    private static let advice = "run `make setup` or set \(variable) to the library's file"

    private static func providers(_ calls: ONNXRuntimeCalls) throws -> [String] {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var count: Int32 = 0
        try calls.check("list its providers") { scorevision_ort_get_providers(calls.table, &names, &count) }
        guard let names else { return [] }
        let found = (0..<Int(count)).compactMap { names[$0].map { String(cString: $0) } }
        try calls.check("list its providers") { scorevision_ort_release_providers(calls.table, names, count) }
        return found
    }
}

/// A caller of ONNX Runtime's functions that converts their status to an error.
struct ONNXRuntimeCalls {
    let table: scorevision_ort_table

    /// Runs a call. `doing` completes the message "ONNX Runtime failed to ...".
    func check(
        _ doing: @autoclosure () -> String, code: InferenceError.Code = .engineFailed,
        _ call: () -> UnsafeMutableRawPointer?
    ) throws {
        guard let status = call() else { return }
        defer { release(scorevision_ort_status, status) }
        let message = scorevision_ort_error_message(table, status).map { String(cString: $0) } ?? "no reason given"
        let line = Self.plain(message)
        throw InferenceError(
            code.refined(by: line), "ONNX Runtime failed to \(doing())", context: String(line.prefix(500)))
    }

    /// Returns a message on one line, without the source locations of the library at its beginning.
    static func plain(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
        guard line.hasPrefix("/"), let mark = line.range(of: "[ONNXRuntimeError] : ") else { return line }
        // The code, such as "1 : FAIL : ", precedes the message. Another source location may follow it.
        let words = line[mark.upperBound...].split(separator: " : ", maxSplits: 2).last.map(String.init) ?? line
        return words.range(of: " ; GPU=").map { String(words[..<$0.lowerBound]) } ?? words
    }

    /// Runs a call that returns a handle.
    func make(
        _ doing: @autoclosure () -> String, code: InferenceError.Code = .engineFailed,
        _ call: (UnsafeMutablePointer<UnsafeMutableRawPointer?>) -> UnsafeMutableRawPointer?
    ) throws -> UnsafeMutableRawPointer {
        var handle: UnsafeMutableRawPointer?
        try check(doing(), code: code) { call(&handle) }
        guard let handle else { throw InferenceError(code, "ONNX Runtime failed to \(doing())", context: "no handle") }
        return handle
    }

    func release(_ kind: scorevision_ort_kind, _ handle: UnsafeMutableRawPointer?) {
        scorevision_ort_release(table, kind, handle)
    }
}
