import Foundation
import NIOSSL

/// A certificate made for one name, which nobody trusts but who is told to.
struct TestCertificate: Sendable {
    private let folder: TemporaryFolder

    static let canBeMade = (try? Command.run("openssl", ["version"])) != nil

    init(name: String) throws {
        folder = try TemporaryFolder()
        try Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
                "-addext", "subjectAltName=DNS:\(name)", "-keyout", folder.path("key.pem"), "-out",
                folder.path("certificate.pem"),
            ])
    }

    func serverContext() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(folder.path("certificate.pem"))
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: folder.path("key.pem"), format: .pem)))
        configuration.applicationProtocols = ["h2", "http/1.1"]
        return try NIOSSLContext(configuration: configuration)
    }

    /// A client's configuration that trusts it.
    func trusting() -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(folder.path("certificate.pem"))
        return configuration
    }
}
