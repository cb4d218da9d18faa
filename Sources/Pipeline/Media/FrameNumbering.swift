/// Numbers frames in presentation order, and counts those that are skipped before decoding.
///
/// The number of a decoded frame is the number of frames that the decoder returned before it, plus the number of
/// skipped frames with an earlier place. A full decode would give the same number. A picture that can't be decoded has
/// no number in either case.
struct FrameNumbering {
    typealias Place = PresentationOrder.Place

    /// The number of frames that have a number.
    private(set) var count = 0
    /// The pictures in the decoder.
    private var inDecoder: [(packet: Int64, place: Place)] = []
    /// The skipped pictures that have no number yet.
    private var leftOut: [Place] = []
    private var lastDecoded: Place?
    /// The run in which the decoder contradicted the timestamps. No more pictures of that run may be skipped.
    private var contradictedRun: Int?
    /// The largest number of packets from a picture's packet to the last one sent before the picture comes out, with a
    /// picture on every thread. It is far above any real number.
    static let mostInDecoder: Int64 = 512

    /// Returns whether the number of a picture at `place` is known before it is decoded, because the decoder has
    /// reached its run.
    func canForetell(_ place: Place) -> Bool {
        place.isOrdered && lastDecoded?.run == place.run && contradictedRun != place.run
            && inDecoder.allSatisfy { $0.place.run == place.run }
    }

    /// Records that the decoder received a picture in packet number `packet`.
    mutating func decoding(_ packet: Int64, at place: Place) { inDecoder.append((packet, place)) }

    /// Returns the number that a picture will have.
    ///
    /// It assumes that the picture is presented after all pictures in `queued` with earlier places and before all that
    /// haven't been read.
    func foretold(_ place: Place, queued: some Sequence<Place>) -> Int {
        count + inDecoder.count { $0.place < place } + leftOut.count { $0 < place } + queued.count { $0 < place }
    }

    /// Records that a picture will never be decoded.
    mutating func leavingOut(_ place: Place) {
        if let lastDecoded, place < lastDecoded {
            count += 1
        } else {
            leftOut.append(place)
        }
    }

    /// Returns the number of a frame that the decoder returned for packet number `packet`. The decoder returns frames
    /// in presentation order.
    mutating func decoded(_ packet: Int64) -> Int {
        if let place = inDecoder.first(where: { $0.packet == packet })?.place {
            if let lastDecoded, place.isOrdered, place.run == lastDecoded.run, place <= lastDecoded {
                contradictedRun = place.run
            }
            let pending = leftOut.count
            leftOut.removeAll { $0 < place }
            count += pending - leftOut.count
            inDecoder.removeAll {
                $0.packet == packet || $0.packet < packet - Self.mostInDecoder || $0.place.isPast(after: place)
            }
            lastDecoded = place
        } else {
            // The picture had been considered lost, or this is another frame of the same packet.
            contradictedRun = lastDecoded?.run
        }
        defer { count += 1 }
        return count
    }

    /// Counts the frames skipped at the end. Call it after the last frame.
    mutating func finish() {
        count += leftOut.count
        leftOut.removeAll()
    }
}

extension PresentationOrder.Place {
    /// Returns whether the decoder will no longer return this picture, because it has returned the one at `other`.
    fileprivate func isPast(after other: Self) -> Bool {
        sequence < other.sequence || (other.isOrdered && run == other.run && self < other)
    }
}
