// Unsafe: owns memory allocated by libsodium.
import CSodium

/// Secret bytes, stored outside Swift's heap between guard pages. The memory is locked if the system allows it, and
/// wiped when the last owner releases it.
///
/// `@unchecked Sendable`: the bytes are written in the initialiser and never changed afterwards.
final class SecretBytes: @unchecked Sendable {
    let count: Int
    private let start: UnsafeMutablePointer<UInt8>

    /// Creates the bytes.
    ///
    /// - Parameters:
    ///   - count: The number of bytes.
    ///   - fill: Receives `count` zero bytes and writes the secret to them.
    /// - Throws: `libraryFailed`, or an error of `fill`.
    init(count: Int, filledBy fill: (UnsafeMutablePointer<UInt8>) throws -> Void) throws {
        try Sodium.start()
        guard let memory = sodium_malloc(count) else {
            throw SigningError(.libraryFailed, "There is not enough memory for a key.")
        }
        self.count = count
        start = memory.bindMemory(to: UInt8.self, capacity: count)
        sodium_memzero(memory, count)
        // All stored properties are initialised, so `deinit` frees the memory if this throws.
        try fill(start)
        sodium_mprotect_readonly(memory)
    }

    deinit {
        sodium_free(start)
    }

    /// Returns bytes from the system's random generator.
    static func random(count: Int) throws -> SecretBytes {
        try SecretBytes(count: count) { randombytes_buf($0, count) }
    }

    /// Calls a closure with a pointer to the bytes, valid only during the call.
    func withBytes<Result>(_ body: (UnsafePointer<UInt8>) throws -> Result) rethrows -> Result {
        try body(start)
    }

    /// Calls a closure with a buffer of the bytes, valid only during the call.
    func withBuffer<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try body(UnsafeBufferPointer(start: start, count: count))
    }

    /// Wipes an array that contained a secret. This works in place only if nothing else shares the array's storage.
    static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { sodium_memzero($0.baseAddress, $0.count) }
    }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
    var description: String { "(\(count) secret bytes)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
