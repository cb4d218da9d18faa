import HTTPTypes
import Hummingbird

/// Adds security headers to the operator's pages: a page may talk to this service and to nothing else.
struct DashboardHeaders: RouterMiddleware {
    /// `blob:` permits a clip that the operator opens from a local file.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; media-src 'self' blob:; \
        connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
        require-trusted-types-for 'script'
        """

    private static let others: [(HTTPField.Name, String)] = [
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

    func handle(
        _ request: Request, context: MinerContext, next: (Request, MinerContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in Self.others { response.headers[name] = value }
        return response
    }
}
