// Unsafe: owns memory of libsodium's.
import CSodium

/// Bytes that nobody else should see: outside of Swift's heap, between guard pages, locked into memory where the system
/// allows it, and wiped when the last owner lets go.
///
/// `@unchecked Sendable`: the bytes are written in the initialiser and never after.
final class SecretBytes: @unchecked Sendable {
    let count: Int
    private let start: UnsafeMutablePointer<UInt8>

    /// `fill` gets `count` zero bytes to write to. Throws `libraryFailed`, and what `fill` throws.
    init(count: Int, filledBy fill: (UnsafeMutablePointer<UInt8>) throws -> Void) throws {
        try Sodium.start()
        guard let memory = sodium_malloc(count) else {
            throw ChainError(.libraryFailed, "There isn't enough memory for a key.")
        }
        self.count = count
        start = memory.bindMemory(to: UInt8.self, capacity: count)
        sodium_memzero(memory, count)
        // Where it throws, `deinit` still runs: all that it needs is there.
        try fill(start)
        sodium_mprotect_readonly(memory)
    }

    deinit {
        sodium_free(start)
    }

    /// So many bytes from the system's generator.
    static func random(count: Int) throws -> SecretBytes {
        try SecretBytes(count: count) { randombytes_buf($0, count) }
    }

    /// `count` bytes, for as long as the closure runs.
    func withBytes<Result>(_ body: (UnsafePointer<UInt8>) throws -> Result) rethrows -> Result {
        try body(start)
    }

    /// The bytes as a sequence, for as long as the closure runs.
    func withBuffer<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try body(UnsafeBufferPointer(start: start, count: count))
    }

    /// Wipes an array that held a secret. Works on the array's own storage only where nobody shares it.
    static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { sodium_memzero($0.baseAddress, $0.count) }
    }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
    var description: String { "(\(count) secret bytes)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
