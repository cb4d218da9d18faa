/// Tells how far the timestamps of a clip agree with the order in which the decoder presents its pictures.
///
/// A decoder knows nothing of timestamps: it presents the pictures between two restarts by their picture order count,
/// and one such sequence after the other. Where recordings are joined, or an edit list has several edits, the
/// timestamps jump. The clip is then divided into runs, and only within a run are timestamps compared.
struct PresentationOrder {
    /// What a packet tells about its picture.
    struct Picture {
        /// In the stream's time base; nil where the clip has none.
        var presentationTime: Int64?
        var decodingTime: Int64?
        /// Nil where it is unknown, or the packet holds one field only.
        var orderCount: Int?
        /// Whether the decoder presents all earlier pictures before this one, and none of them after it.
        var isRestart = false
        /// Whether the decoder may present the pictures that follow differently from what their timestamps say.
        var isBreak = false
        var isKeyFrame = false
        /// In pixels; pictures of another size make the decoder start again.
        var width = 0
        var height = 0
    }

    /// A picture's place in presentation order.
    struct Place {
        /// The run that the picture belongs to, counted in decoding order.
        var run: Int
        /// How many times the decoder has been restarted before.
        var sequence: Int
        /// Compared within an ordered run.
        var time: Int64
        /// Whether the pictures of the run are presented by their timestamps.
        var isOrdered: Bool
        /// False near the beginning of a clip that begins in the middle of a sequence.
        var isSettled: Bool
    }

    /// No decoder holds more pictures back than this to sort them: the largest picture buffer of H.264 and HEVC.
    static let deepestReordering = 16

    private var run = 0
    private var sequence = 0
    private var isOrdered = true
    /// Pictures seen so far.
    private var position = 0
    private var settledFrom = 0
    /// Pictures of this sequence, the latest last.
    private var recent: [(orderCount: Int, time: Int64)] = []
    /// The latest time of the run, and of its earlier sequences.
    private var latest = Int64.min
    private var latestBefore = Int64.min
    private var lastDecodingTime: Int64?
    private var size: (width: Int, height: Int)?
    /// The most pictures of the run that were decoded before another one and are presented after it.
    private(set) var reordering = 0

    /// The place of the next picture in decoding order.
    mutating func place(_ picture: Picture) -> Place {
        if position == 0 {
            isOrdered = picture.isKeyFrame && !picture.isBreak
            settledFrom = picture.isRestart ? 0 : Self.deepestReordering
        }
        if picture.isRestart {
            sequence += 1
            latestBefore = latest
            recent.removeAll()
        }
        let agrees = picture.isComplete && agrees(picture)
        if isOrdered ? !agrees : picture.isRestart { beginRun(isOrdered: picture.isRestart && picture.isComplete) }
        note(picture)
        position += 1
        return Place(
            run: run, sequence: sequence, time: picture.presentationTime ?? 0, isOrdered: isOrdered,
            isSettled: position > settledFrom)
    }

    private mutating func beginRun(isOrdered: Bool) {
        run += 1
        self.isOrdered = isOrdered
        recent.removeAll()
        latest = .min
        latestBefore = .min
        reordering = 0
    }

    /// Whether the picture's timestamps agree with what the run has had so far.
    private func agrees(_ picture: Picture) -> Bool {
        guard let time = picture.presentationTime, let orderCount = picture.orderCount else { return false }
        if let decodingTime = picture.decodingTime, let lastDecodingTime, decodingTime < lastDecodingTime {
            return false
        }
        if let size, size != (picture.width, picture.height) { return false }
        return time > latestBefore
            && recent.allSatisfy { ($0.time < time) == ($0.orderCount < orderCount) && $0.time != time }
    }

    private mutating func note(_ picture: Picture) {
        lastDecodingTime = picture.decodingTime
        size = (picture.width, picture.height)
        guard let time = picture.presentationTime, let orderCount = picture.orderCount else { return }
        latest = max(latest, time)
        reordering = max(reordering, recent.count { $0.orderCount > orderCount })
        if recent.count == 2 * Self.deepestReordering { recent.removeFirst() }
        recent.append((orderCount, time))
    }
}

extension PresentationOrder.Picture {
    /// Whether it can be placed at all.
    fileprivate var isComplete: Bool {
        guard let presentationTime, orderCount != nil, !isBreak else { return false }
        return decodingTime.map { $0 <= presentationTime } ?? true
    }
}

extension PresentationOrder.Place: Comparable {
    static func < (a: Self, b: Self) -> Bool { (a.run, a.time) < (b.run, b.time) }
    static func == (a: Self, b: Self) -> Bool { (a.run, a.time) == (b.run, b.time) }
}
