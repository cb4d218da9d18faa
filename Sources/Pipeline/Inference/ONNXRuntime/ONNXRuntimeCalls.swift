import CONNXRuntime
import Foundation

/// Calls into ONNX Runtime and turns its status into an error.
struct ONNXRuntimeCalls {
    let table: scorevision_ort_table

    /// Runs a call; `doing` completes "ONNX Runtime failed to ...".
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

    /// On one line, without the places in the library's own source that it begins with.
    static func plain(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
        guard line.hasPrefix("/"), let mark = line.range(of: "[ONNXRuntimeError] : ") else { return line }
        // "1 : FAIL : " and then what happened; a place may follow, too.
        let words = line[mark.upperBound...].split(separator: " : ", maxSplits: 2).last.map(String.init) ?? line
        return words.range(of: " ; GPU=").map { String(words[..<$0.lowerBound]) } ?? words
    }

    /// Runs a call that fills a handle.
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
