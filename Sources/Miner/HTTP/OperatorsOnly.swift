import Hummingbird

/// Shows the operator's pages on this machine only, unless they were opened to all.
struct OperatorsOnly: RouterMiddleware {
    let settings: MinerSettings

    func handle(
        _ request: Request, context: MinerContext, next: (Request, MinerContext) async throws -> Response
    ) async throws -> Response {
        guard settings.showsOperatorPages || context.isLocal else {
            return .problem(
                403, code: "operatorsOnly", "This page is for the operator, on this machine; see OPERATOR_PAGES.")
        }
        return try await next(request, context)
    }
}
