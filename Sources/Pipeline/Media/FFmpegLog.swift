import CFFmpeg

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A redirection of FFmpeg's log. It keeps the log off the standard error stream and collects the last error lines for
/// the context of a `MediaError`.
///
/// FFmpeg logs through one function per process, often from its own threads. A line goes to the collector on the thread
/// that logged it; lines of other threads are dropped.
enum FFmpegLog {
    /// Runs `body` and returns its result with the lines that FFmpeg logged at error level on this thread, newest last.
    static func collecting<Result>(_ body: () throws -> Result) rethrows -> (result: Result, lines: [String]) {
        silence()
        let lines = Lines()
        let previous = pthread_getspecific(key)
        pthread_setspecific(key, Unmanaged.passUnretained(lines).toOpaque())
        defer { pthread_setspecific(key, previous) }
        let result = try withExtendedLifetime(lines) { try body() }
        return (result, lines.kept)
    }

    /// Redirects FFmpeg's log. Repeated calls have no further effect.
    static func silence() { _ = installed }

    private final class Lines {
        var kept: [String] = []

        func append(_ line: String) {
            if kept.count == 8 { kept.removeFirst() }
            kept.append(line)
        }
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// Returns the arguments as an optional. On some processors, a C argument list is a pointer that can be null; on
    /// others it is a structure.
    private static func present(_ arguments: CVaListPointer?) -> CVaListPointer? { arguments }

    private static let installed: Void = {
        av_log_set_callback { _, level, format, arguments in
            guard level <= AV_LOG_ERROR, let format, let arguments = present(arguments),
                let collector = pthread_getspecific(FFmpegLog.key)
            else { return }
            var buffer = [CChar](repeating: 0, count: 512)
            vsnprintf(&buffer, buffer.count, format, arguments)
            let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:))
            guard !bytes.isEmpty else { return }
            Unmanaged<Lines>.fromOpaque(collector).takeUnretainedValue().append(String(decoding: bytes, as: UTF8.self))
        }
    }()
}
