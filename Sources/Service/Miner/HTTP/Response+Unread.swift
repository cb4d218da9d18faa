import Hummingbird

extension Response {
    /// Returns a response that is sent at once, without waiting for the request's body. The server then discards the
    /// body, and closes the connection if the body takes too long or is too large.
    func leavingUnread(_ body: RequestBody, of context: MinerContext, _ reader: BodyReader) -> Response {
        var response = self
        let answer = response.body
        response.body = ResponseBody(contentLength: answer.contentLength) { writer in
            try await answer.write(writer)
            if await !reader.discard(body) { context.closeSoon() }
        }
        return response
    }
}
