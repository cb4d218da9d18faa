/// A comparison of a clip's timestamps with the decoder's presentation order.
///
/// A decoder ignores timestamps. It presents the pictures between two restarts by their picture order count, one such
/// sequence after another. If recordings are joined or an edit list has several edits, the timestamps jump. The clip is
/// then divided into runs, and timestamps are compared only within a run.
struct PresentationOrder {
    /// The information in a packet about its picture.
    struct Picture {
        /// The presentation time in the stream's time base; `nil` if the clip has none.
        var presentationTime: Int64?
        var decodingTime: Int64?
        /// The picture order count; `nil` if it is unknown or the packet holds only one field.
        var orderCount: Int?
        /// Whether the decoder presents all earlier pictures before this one.
        var isRestart = false
        /// Whether the decoder may present the following pictures in a different order from their timestamps.
        var isBreak = false
        var isKeyFrame = false
        /// The size in pixels. A change of size makes the decoder start again.
        var width = 0
        var height = 0
    }

    /// A picture's place in presentation order.
    struct Place {
        /// The run of the picture, counted in decoding order.
        var run: Int
        /// The number of earlier restarts of the decoder.
        var sequence: Int
        /// The presentation time, which is compared within an ordered run.
        var time: Int64
        /// Whether the pictures of the run are presented in the order of their timestamps.
        var isOrdered: Bool
        /// Whether the place is final. It is `false` near the beginning of a clip that begins within a sequence.
        var isSettled: Bool
    }

    /// The largest number of pictures that a decoder holds back to sort them: the largest picture buffer of H.264 and
    /// HEVC.
    static let deepestReordering = 16

    private var run = 0
    private var sequence = 0
    private var isOrdered = true
    /// The number of pictures so far.
    private var position = 0
    private var settledFrom = 0
    /// The latest pictures of this sequence, newest last.
    private var recent: [(orderCount: Int, time: Int64)] = []
    /// The latest time of the run, and that of its earlier sequences.
    private var latest = Int64.min
    private var latestBefore = Int64.min
    private var lastDecodingTime: Int64?
    private var size: (width: Int, height: Int)?
    /// The largest number of pictures in the run that are decoded before another one and presented after it.
    private(set) var reordering = 0

    /// Returns the place of the next picture in decoding order.
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

    /// Returns whether the picture's timestamps agree with the run so far.
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
    /// Whether the picture has all information for determining its place.
    fileprivate var isComplete: Bool {
        guard let presentationTime, orderCount != nil, !isBreak else { return false }
        return decodingTime.map { $0 <= presentationTime } ?? true
    }
}

extension PresentationOrder.Place: Comparable {
    static func < (a: Self, b: Self) -> Bool { (a.run, a.time) < (b.run, b.time) }
    static func == (a: Self, b: Self) -> Bool { (a.run, a.time) == (b.run, b.time) }
}
