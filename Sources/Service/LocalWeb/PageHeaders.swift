import HTTPTypes
package import Hummingbird

/// Adds security headers to the responses of a page: it may talk to its own server and to nothing else.
package struct PageHeaders<Context: RequestContext>: RouterMiddleware {
    private let headers: HTTPFields

    /// Creates the middleware.
    ///
    /// - Parameter directives: Further directives of the content security policy, such as `img-src 'self'`.
    package init(adding directives: [String]) {
        let policy =
            [
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'",
                "form-action 'none'", "frame-ancestors 'none'",
            ] + directives
        var headers: HTTPFields = [
            .contentSecurityPolicy: policy.joined(separator: "; "), .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        self.headers = headers
    }

    package func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in headers { response.headers[field.name] = field.value }
        return response
    }
}
