import Hummingbird
import Logging

/// Turns every error into a response, so that the page can show it.
struct ErrorAnswers: RouterMiddleware {
    typealias Context = LabellingContext

    let logger: Logger

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as LabellingError {
            if error.status.kind == .serverError { logger.error("\(error)") }
            return try error.response()
        } catch let error as any HTTPResponseError {
            return try error.response(from: request, context: context)
        } catch {
            logger.error("\(error)")
            return try LabellingError(.unreadable, "\(error)").response()
        }
    }
}
