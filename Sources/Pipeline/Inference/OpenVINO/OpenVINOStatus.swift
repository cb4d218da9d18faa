import COpenVINO

/// Calls into OpenVINO's C interface and turns its status into an error.
enum OpenVINOStatus {
    /// Runs a call; `doing` completes "OpenVINO failed to ...".
    static func check(
        _ doing: @autoclosure () -> String, code: InferenceError.Code = .engineFailed, _ call: () -> ov_status_e
    ) throws {
        let status = call()
        guard !scorevision_ov_ok(status) else { return }
        let words = lastMessage(status)
        throw InferenceError(code.refined(by: words), "OpenVINO failed to \(doing())", context: words)
    }

    /// Runs a call that fills a handle.
    static func make(
        _ doing: @autoclosure () -> String, code: InferenceError.Code = .engineFailed,
        _ call: (UnsafeMutablePointer<OpaquePointer?>) -> ov_status_e
    ) throws -> OpaquePointer {
        var handle: OpaquePointer?
        try check(doing(), code: code) { call(&handle) }
        guard let handle else { throw InferenceError(code, "OpenVINO failed to \(doing())", context: "no handle") }
        return handle
    }

    /// OpenVINO's account of the last failure, on one line and without the paths of its build machine.
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
