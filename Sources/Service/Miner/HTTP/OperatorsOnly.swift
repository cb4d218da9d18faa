import Hummingbird
import LocalWeb
import Settings

/// Restricts the operator's pages to requests from this machine that use one of its own names, unless the settings open
/// the pages to everybody.
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
            return Self.refusal("Only the operator can open this page, on this machine; see OPERATOR_PAGES.")
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
