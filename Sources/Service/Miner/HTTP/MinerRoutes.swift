import Analysis
import HTTPTypes
import Hummingbird
import LocalWeb
import Machine
import NIOCore
import Platform
import ServiceLifecycle

/// The routes of the service.
struct MinerRoutes: Sendable {
    let controller: ChallengeController
    private let description: [UInt8]
    private let page: PageFiles

    /// Loads the files that the routes serve. Throws if the installation lacks one.
    init(controller: ChallengeController) throws {
        self.controller = controller
        description = try MinerResources.bytes("openapi.json")
        page = try MinerResources.dashboard()
    }

    /// Returns the router with all public routes and the operator's pages.
    func router() -> Router<MinerContext> {
        let router = Router(context: MinerContext.self)
        router.post("soccer/challenge") { request, context in await controller.challenge(request, context) }
        router.post("predict") { request, context in await controller.predict(request, context) }
        router.get("availability") { _, _ in Response.json(["available": controller.gauge.read.isAvailable]) }
        router.get("health") { _, _ in health() }
        router.post("health") { _, _ in health() }
        router.get("healthz") { _, _ in Response.json(["status": "alive"]) }
        router.get("readiness") { _, _ in readiness() }
        router.get("openapi.json") { _, _ in Response.json(description) }
        addOperatorPages(
            to: router.group().add(middleware: PageHeaders(adding: Self.pagePolicy)).add(
                middleware: OperatorsOnly(settings: controller.settings)))
        return router
    }

    /// What the operator's page may do besides talking to this service. `blob:` permits a clip that the operator opens
    /// from a local file.
    private static let pagePolicy = [
        "img-src data:", "media-src 'self' blob:", "require-trusted-types-for 'script'",
    ]

    private func addOperatorPages(to router: RouterGroup<MinerContext>) {
        router.get("/") { request, _ in file("index.html", for: request) }
        router.get("dashboard/:file") { request, context in
            file(context.parameters.get("file") ?? "", for: request)
        }
        router.get("metrics") { _, _ in
            let text = controller.metrics.text(controller.gauge.read, graphics: try await readings())
            return Response.text(text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        router.get("api/challenges") { request, _ in try await challenges(request) }
        router.get("api/challenges/:id") { _, context in try await challenge(context) }
        router.get("api/challenges/:id/result") { _, context in try await result(context) }
        router.get("api/challenges/:id/playback") { _, context in try await playback(context) }
        router.get("api/challenges/:id/clip") { request, context in try await clip(request, context) }
        router.get("api/events") { request, _ in events(request) }
    }

    private func file(_ name: String, for request: Request) -> Response {
        page.response(name, to: request) ?? .problem(.notFound, "There is no such file.")
    }

    // MARK: Health

    private struct Health: Encodable {
        var status: String
        var modelLoaded: Bool
    }

    /// Returns the health response that the public track expects.
    private func health() -> Response {
        let isReady = controller.gauge.read.isReady
        return .json(
            Health(status: isReady ? "healthy" : "starting", modelLoaded: isReady),
            status: HTTPStatuses.probe(isReady: isReady))
    }

    private func readiness() -> Response {
        let state = ServiceState(controller.gauge.read)
        return .json(state, status: HTTPStatuses.probe(isReady: state.ready))
    }

    // MARK: The operator's pages

    private struct Overview: Encodable {
        var state: ServiceState
        var running: [LiveChallenges.Running]
        var challenges: [ChallengeRecord]
        /// Readings of the NVIDIA cards; empty if there are none.
        var graphics: [GraphicsReading]
    }

    /// Reads the cards on a separate thread, because the driver may take a while to answer.
    private func readings() async throws -> [GraphicsReading] {
        guard controller.graphics.isOpen else { return [] }
        return try await BlockingWork.run("graphics") { [graphics = controller.graphics] in graphics.readings }
    }

    private func challenges(_ request: Request) async throws -> Response {
        let limit = request.uri.queryParameters.get("limit", as: Int.self) ?? 50
        guard (1...500).contains(limit) else {
            return .problem(.invalidRequest, "limit must be from 1 to 500.")
        }
        let records = try await controller.historyWriter.history.recent(limit: limit)
        return .json(
            Overview(
                state: ServiceState(controller.gauge.read), running: controller.liveChallenges.running,
                challenges: records,
                graphics: try await readings()))
    }

    private func challenge(_ context: MinerContext) async throws -> Response {
        guard let id = context.parameters.get("id", as: Int64.self),
            let record = try await controller.historyWriter.history.challenge(id)
        else { return .problem(.notFound, "No such challenge exists.") }
        return .json(record)
    }

    private func result(_ context: MinerContext) async throws -> Response {
        guard let id = context.parameters.get("id", as: Int64.self),
            let bytes = try await controller.historyWriter.history.result(id)
        else { return .problem(.notFound, "No such challenge exists, or it has no result.") }
        return .json(bytes)
    }

    private func playback(_ context: MinerContext) async throws -> Response {
        guard let id = context.parameters.get("id", as: Int64.self),
            let record = try await controller.historyWriter.history.challenge(id),
            let bytes = try await controller.historyWriter.history.result(id)
        else { return .problem(.notFound, "No such challenge exists, or it has no result.") }
        do {
            return .json(
                try await BlockingWork.run("playback") { [clipStore = controller.clipStore] in
                    let result = try KeptResult(bytes, endpoint: record.kind)
                    let hasClip = clipStore.file(of: id) != nil
                    return JSONText.bytes(
                        Playback(result, width: record.width, height: record.height, hasClip: hasClip))
                })
        } catch {
            return .problem(.resultUnreadable, "The stored result cannot be read.")
        }
    }

    private func clip(_ request: Request, _ context: MinerContext) async throws -> Response {
        guard let id = context.parameters.get("id", as: Int64.self),
            let file = try await BlockingWork.run(
                "clip", { [clipStore = controller.clipStore] in clipStore.file(of: id) })
        else {
            return .problem(.notFound, "The clip was not kept; see KEEP_CLIPS_MB.")
        }
        return try await ClipAnswer.response(file, to: request, context: context)
    }

    private func events(_ request: Request) -> Response {
        guard let events = controller.liveChallenges.watch() else {
            return .problem(.overloaded, "Too many pages are already watching.")
        }
        let first = ServerEvent("state", ServiceState(controller.gauge.read))
        let body = ResponseBody { writer in
            var output = writer
            try await output.write(ByteBuffer(string: first.text))
            let lines = output
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                var lines = lines
                for await event in events.cancelOnGracefulShutdown() {
                    try await lines.write(ByteBuffer(string: event.text))
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .connection: "close"],
            body: body)
    }
}
