import NIOCore

/// Closes a connection whose client does not read the responses. Without it, clients that never read could hold all
/// connections forever.
///
/// Each connection has its own handler, used only on the connection's event loop.
final class UnreadAnswerHandler: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = Any

    /// The number of bytes that must leave between two checks, if that many are waiting.
    static let leastBytes = 16 << 10

    private let interval: TimeAmount
    private var look: Scheduled<Void>?
    /// The number of bytes that waited at the last check. A write since then counts as progress, because the server
    /// writes no more to a connection whose buffer is full.
    private var waitedBefore = 0
    private var hasWritten = false

    init(interval: TimeAmount) {
        self.interval = interval
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        hasWritten = true
        context.write(data, promise: promise)
        if look == nil { lookLater(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        look?.cancel()
        look = nil
    }

    private func lookLater(_ context: ChannelHandlerContext) {
        look = context.eventLoop.assumeIsolated().scheduleTask(in: interval) { [self] in
            look = nil
            check(context)
        }
    }

    private func check(_ context: ChannelHandlerContext) {
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        defer { (waitedBefore, hasWritten) = (waiting, false) }
        guard waiting > 0 else { return }
        let isMoving = hasWritten || waitedBefore - waiting >= min(waitedBefore, Self.leastBytes)
        if isMoving { lookLater(context) } else { context.close(promise: nil) }
    }
}
