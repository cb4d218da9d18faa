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

/// Finds the addresses of a host name.
public protocol HostResolver: Sendable {
    /// The addresses, best first, at least one. Throws a `DownloadError`, `nameNotFound`.
    func addresses(of host: String) async throws -> [IPAddress]
}

/// The operating system's resolver.
public struct SystemResolver: HostResolver {
    public init() {}

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
            // A resolver that is only out of reach may be there again in a moment.
            let error = DownloadError(
                .nameNotFound, "The host's name can't be found; check how it is written.",
                detail: String(cString: gai_strerror(status)))
            throw TransferFailure(error, isWorthRetrying: status == EAI_AGAIN)
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
            throw DownloadError(.nameNotFound, "The host has no address; check how its name is written.")
        }
        return found
    }
}

/// Work that blocks and can't be stopped, such as looking up a name: whoever waits for it can go away.
enum AbandonableWork {
    /// The result of `work`, run on a thread of its own. Cancelling the task ends the waiting at once, not the work.
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

    /// Resumes its continuation once, with whichever result comes first.
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
