import CommandTesting

/// A certificate for one name. Only a client that is given its file trusts it.
struct TestCertificate: Sendable {
    private let folder: TemporaryFolder

    init(name: String) throws {
        folder = try TemporaryFolder()
        try Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
                "-addext", "subjectAltName=DNS:\(name)", "-keyout", key, "-out", path,
            ])
    }

    var path: String { folder.path("certificate.pem") }
    var key: String { folder.path("key.pem") }
}
