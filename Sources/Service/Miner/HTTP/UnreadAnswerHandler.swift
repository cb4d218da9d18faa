import NIOCore

/// Closes a connection whose other end doesn't take its answers: without it, clients that never read could hold all the
/// connections there are, for ever.
///
/// Each connection has one of its own, used on its event loop only.
final class UnreadAnswerHandler: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = Any

    /// Bytes that have to leave between two looks, where so many wait.
    static let leastBytes = 16 << 10

    private let interval: TimeAmount
    private var look: Scheduled<Void>?
    /// Bytes that waited at the last look. Where something was written since, it wasn't hopeless: no more is written to a
    /// connection that is full.
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
