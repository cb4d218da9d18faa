import Hummingbird
import Settings

/// Shows the operator's pages on this machine only, by a name of its own, unless they were opened to all.
struct OperatorsOnly: RouterMiddleware {
    private let isOpen: Bool
    private let names: OwnNames

    init(settings: MinerSettings) {
        isOpen = settings.showsOperatorPages
        names = OwnNames(settings)
    }

    func handle(
        _ request: Request, context: MinerContext, next: (Request, MinerContext) async throws -> Response
    ) async throws -> Response {
        guard !isOpen else { return try await next(request, context) }
        guard context.isLocal else {
            return Self.refusal("This page is for the operator, on this machine; see OPERATOR_PAGES.")
        }
        guard let host = request.head.authority, names.include(host) else {
            return Self.refusal("On this machine, open this page as localhost or 127.0.0.1; see OPERATOR_PAGES.")
        }
        return try await next(request, context)
    }

    private static func refusal(_ message: String) -> Response {
        .problem(.operatorsOnly, message)
    }
}
