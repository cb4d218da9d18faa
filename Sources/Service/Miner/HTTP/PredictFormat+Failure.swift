import ClipWorker

extension PredictFormat {
    /// Encodes the response to a request that failed. A worker only writes responses to those that succeeded.
    static func encode(failure: String) -> [UInt8] {
        Array(#"{"success": false, "predictions": null, "error": \#(JSONText.quoted(failure))}"#.utf8)
    }
}
