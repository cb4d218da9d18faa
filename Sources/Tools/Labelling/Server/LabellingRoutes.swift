import Foundation
import Geometry
import HTTPTypes
import Hummingbird
import LocalWeb
import Observations

/// The routes of the labelling server.
struct LabellingRoutes: Sendable {
    let store: LabelStore
    let page: PageFiles

    /// Adds the page, the pictures and the API to a router.
    func add(to router: Router<LabellingContext>) {
        router.get("/") { request, _ in try file("index.html", for: request) }
        for name in page.names { router.get("/\(name)") { request, _ in try file(name, for: request) } }
        router.get("/frames/:file") { _, context in try picture(context.parameters.get("file") ?? "") }
        router.get("/api/clip") { _, _ in try Response.json(await ClipAnswer(store)) }
        router.get("/api/frames/:frame") { _, context in
            try Response.json(FrameAnswer(await store.entry(index(context))))
        }
        router.get("/api/frames/:frame/found") { _, context in
            try Response.json(try await store.found(index(context)))
        }
        router.put("/api/frames/:frame") { request, context in
            let wish: SaveRequest = try await body(of: request, context)
            let entry = try await store.save(
                wish.labels, isDone: wish.done, revision: wish.revision, at: index(context))
            return try Response.json(FrameAnswer(entry))
        }
        router.post("/api/pitch") { request, context in
            let labels: FrameLabels = try await body(of: request, context)
            guard labels.vertices.count == FrameLabels.vertexCount else {
                throw LabellingError(.invalidLabels, "Send exactly \(FrameLabels.vertexCount) keypoints.")
            }
            return try Response.json(
                PitchCheck(labels.keypoints, width: store.identity.width, height: store.identity.height))
        }
    }

    private func file(_ name: String, for request: Request) throws -> Response {
        guard let response = page.response(name, to: request) else { throw HTTPError(.notFound) }
        return response
    }

    private func picture(_ file: String) throws -> Response {
        guard file.hasSuffix(".jpg"), let index = Int(file.dropLast(4)),
            store.shelf.frames.contains(where: { $0.index == index })
        else { throw HTTPError(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: "image/jpeg", .cacheControl: "private, max-age=3600"],
            body: .init(byteBuffer: ByteBuffer(bytes: try store.shelf.picture(of: index))))
    }

    private func index(_ context: LabellingContext) throws -> Int {
        guard let index = context.parameters.get("frame", as: Int.self) else {
            throw LabellingError(.noSuchFrame, "Name the frame by its number.")
        }
        return index
    }

    private func body<Content: Decodable>(of request: Request, _ context: LabellingContext) async throws -> Content {
        let bytes = try await request.body.collect(upTo: context.maxUploadSize)
        do {
            return try JSONDecoder().decode(Content.self, from: Data(bytes.readableBytesView))
        } catch {
            throw LabellingError(.invalidLabels, "The request does not contain valid labels.")
        }
    }
}
