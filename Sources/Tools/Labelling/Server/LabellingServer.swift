import Foundation
import Hummingbird
public import Logging
import NIOCore

/// Serves the page on which a person labels a clip, to this machine only.
public struct LabellingServer: Sendable {
    let store: LabelStore
    private let port: Int
    private let logger: Logger
    private let address = ServedAddress()
    private let page: PageFiles

    /// - Parameters:
    ///   - store: the labels.
    ///   - port: on 127.0.0.1; 0 for any that is free.
    ///   - logger: told what goes wrong.
    /// - Throws: `LabellingError` where the page's files are missing.
    public init(store: LabelStore, port: Int, logger: Logger) throws {
        self.store = store
        self.port = port
        self.logger = logger
        page = try PageFiles()
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onReady: called with the page's address once it can be opened.
    /// - Throws: `portTaken`, and `CancellationError` at the end.
    public func run(onReady: @escaping @Sendable (String) -> Void) async throws {
        do {
            try await application(onReady: onReady).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE || error.errnoCode == EACCES {
            throw LabellingError(
                .portTaken, "Port \(port) can't be had; another program has it. Choose one with --port, or 0 for any.")
        }
        try Task.checkCancellation()
    }

    func application(
        onReady: @escaping @Sendable (String) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let router = Router(context: LabellingContext.self)
        router.add(middleware: PageHeaders(logger: logger))
        router.add(middleware: OriginGuard(address: address))
        LabellingRoutes(store: store, page: page).add(to: router)
        let address = address
        // It takes its own end for an error.
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

/// What goes with a request.
struct LabellingContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: Source) {
        coreContext = .init(source: source)
    }

    /// A frame with a thousand boxes has a tenth of it.
    var maxUploadSize: Int { 1 << 20 }
}
