import Hummingbird

extension Response {
    /// The answer to a request whose body nobody reads. It is sent at once; what comes of the body after it is thrown
    /// away, and the connection is closed where that takes too long.
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
