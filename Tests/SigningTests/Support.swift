import Foundation
import Logging
import Synchronization

@testable import Signing

extension [UInt8] {
    /// Bytes from hexadecimal digits; empty where they are none.
    init(hex: String) {
        self = Hex.bytes(Array<UInt8>(hex.utf8), count: hex.utf8.count / 2) ?? []
    }

    init(_ text: String) {
        self = Array<UInt8>(text.utf8)
    }
}

/// Substrate's well-known development accounts, and the signer of the request that the protocol's description shows.
enum Known {
    /// `//Alice`.
    static let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
    static let aliceBytes = [UInt8](hex: "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d")
    static let aliceSeed = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a"

    static func keypair(_ seed: String = aliceSeed) throws -> Keypair {
        try Keypair(seed: SecretSeed(hex: seed))
    }
}

/// A folder for a test's files.
struct Scratch: ~Copyable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "scorevision-signing-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
}

/// Keeps log lines.
struct RecordingLog: LogHandler {
    final class Lines: Sendable {
        private let stored = Mutex<[String]>([])
        var all: [String] { stored.withLock { $0 } }
        func add(_ line: String) { stored.withLock { $0.append(line) } }
    }

    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.level) \(event.message)") }

    static func logger() -> (Logger, Lines) {
        let lines = Lines()
        return (Logger(label: "test") { _ in RecordingLog(lines: lines) }, lines)
    }
}

/// The same random numbers in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
