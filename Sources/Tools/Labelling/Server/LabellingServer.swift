import Foundation
import Hummingbird
import LocalWeb
public import Logging
import NIOCore

/// A server for the page on which a person labels a clip. It accepts connections only from this machine.
public struct LabellingServer: Sendable {
    let store: LabelStore
    private let port: Int
    private let logger: Logger
    private let address = ServedAddress()
    private let page: PageFiles

    /// Creates a server and loads the files of the page.
    ///
    /// - Parameters:
    ///   - store: The labels of the clip.
    ///   - port: The TCP port on 127.0.0.1; 0 takes any free one.
    ///   - logger: Receives errors.
    /// - Throws: `LabellingError` if files of the page are missing.
    public init(store: LabelStore, port: Int, logger: Logger) throws {
        self.store = store
        self.port = port
        self.logger = logger
        let folder = Bundle.module.bundlePath + "/Page"
        guard let page = try? PageFiles(folder: folder), page.names.contains("index.html") else {
            throw LabellingError(
                .unreadable, "The files of the page are missing. Build the program again.", context: folder)
        }
        self.page = page
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onReady: Receives the URL of the page once the server accepts connections.
    /// - Throws: `portTaken` if another program uses the port, and `CancellationError` at the end.
    public func run(onReady: @escaping @Sendable (String) -> Void) async throws {
        do {
            try await application(onReady: onReady).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE || error.errnoCode == EACCES {
            throw LabellingError(
                .portTaken, "Another program uses port \(port). Choose another with --port, or 0 for any free one.")
        }
        try Task.checkCancellation()
    }

    func application(
        onReady: @escaping @Sendable (String) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let router = Router(context: LabellingContext.self)
        router.add(middleware: PageHeaders(adding: ["img-src 'self' data:"]))
        router.add(middleware: ErrorAnswers(logger: logger))
        router.add(middleware: OriginGuard(address: address))
        LabellingRoutes(store: store, page: page).add(to: router)
        let address = address
        // Hummingbird reports its regular end as an error.
        var quiet = logger
        quiet.logLevel = .critical
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                guard let port = channel.localAddress?.port else { return }
                address.set(port: port)
                onReady("http://127.0.0.1:\(port)/")
            }, logger: quiet)
    }
}

/// The context of a request.
struct LabellingContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: Source) {
        coreContext = .init(source: source)
    }

    /// The largest request body, in bytes. The labels of a frame with a thousand boxes need a tenth of it.
    var maxUploadSize: Int { 1 << 20 }
}
