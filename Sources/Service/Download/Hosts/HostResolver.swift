import CCurl
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Resolves host names.
public protocol HostResolver: Sendable {
    /// Returns at least one address, best first. Throws a `DownloadError` with `nameNotFound` if there is none.
    func addresses(of host: String) async throws -> [IPAddress]
}

/// The operating system's resolver.
public struct SystemResolver: HostResolver {
    /// Creates the resolver.
    public init() {}

    /// Returns the addresses of a host name, best first. Throws a `DownloadError` with `nameNotFound` if there is none,
    /// and `CancellationError` if the task is cancelled.
    public func addresses(of host: String) async throws -> [IPAddress] {
        try await AbandonableWork.run { try Self.lookUp(host) }
    }

    private static func lookUp(_ host: String) throws -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if os(Linux)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard status == 0 else {
            var error = DownloadError(
                .nameNotFound, "The host name cannot be resolved; check its spelling.",
                detail: String(cString: gai_strerror(status)))
            error.isTemporary = status == EAI_AGAIN
            throw error
        }
        var found: [IPAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr.flatMap({ IPAddress($0) }), !found.contains(address) {
                found.append(address)
            }
            next = entry.ai_next
        }
        guard !found.isEmpty else {
            throw DownloadError(.nameNotFound, "The host has no address; check the spelling of its name.")
        }
        return found
    }
}

/// Runs work that blocks and cannot be stopped, such as a name lookup, so that the caller can stop waiting for it.
enum AbandonableWork {
    /// Returns the result of `work`, which runs on a separate thread. Cancelling the task ends the wait at once, but
    /// not the work.
    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let waiter = Waiter<Result>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiter.wait(continuation)
                Thread.detachNewThread { waiter.resume(with: Swift.Result { try work() }) }
            }
        } onCancel: {
            waiter.resume(with: .failure(CancellationError()))
        }
    }

    /// Resumes its continuation once, with the first result.
    private final class Waiter<Result: Sendable>: Sendable {
        private enum State {
            case idle
            case waiting(CheckedContinuation<Result, any Error>)
            case resumed(Swift.Result<Result, any Error>)
        }

        private let state = Mutex(State.idle)

        func wait(_ continuation: CheckedContinuation<Result, any Error>) {
            let early: Swift.Result<Result, any Error>? = state.withLock { state in
                if case .resumed(let result) = state { return result }
                state = .waiting(continuation)
                return nil
            }
            if let early { continuation.resume(with: early) }
        }

        func resume(with result: Swift.Result<Result, any Error>) {
            let continuation: CheckedContinuation<Result, any Error>? = state.withLock { state in
                defer { if case .resumed = state {} else { state = .resumed(result) } }
                if case .waiting(let continuation) = state { return continuation }
                return nil
            }
            continuation?.resume(with: result)
        }
    }
}
