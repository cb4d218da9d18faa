/// Numbers frames in presentation order, and counts those that are left out before decoding.
///
/// The number of a decoded frame is how many frames the decoder gave before it, plus how many left out have an earlier
/// place: what a full decode would have counted. A picture that the decoder can't make anything of has no number, in
/// either case.
struct FrameNumbering {
    typealias Place = PresentationOrder.Place

    /// Frames that have their number.
    private(set) var count = 0
    /// Pictures that the decoder holds.
    private var inDecoder: [(packet: Int64, place: Place)] = []
    /// Pictures left out that have no number yet.
    private var leftOut: [Place] = []
    private var lastDecoded: Place?
    /// The run in which the decoder contradicted the timestamps; there nothing more may be left out.
    private var contradictedRun: Int?
    /// Packets between one and the last that goes in before its picture comes out, with a picture on every thread: far
    /// more than there ever are.
    static let mostInDecoder: Int64 = 512

    /// Whether the number of a picture at `place` is known before it is decoded: the decoder has come as far as its run.
    func canForetell(_ place: Place) -> Bool {
        place.isOrdered && lastDecoded?.run == place.run && contradictedRun != place.run
            && inDecoder.allSatisfy { $0.place.run == place.run }
    }

    /// The decoder gets a picture in packet number `packet`.
    mutating func decoding(_ packet: Int64, at place: Place) { inDecoder.append((packet, place)) }

    /// The number that a picture will have, if it is presented after all pictures `queued` with earlier places and
    /// after none that is still to be read.
    func foretold(_ place: Place, queued: some Sequence<Place>) -> Int {
        count + inDecoder.count { $0.place < place } + leftOut.count { $0 < place } + queued.count { $0 < place }
    }

    /// A picture will never be decoded.
    mutating func leavingOut(_ place: Place) {
        if let lastDecoded, place < lastDecoded {
            count += 1
        } else {
            leftOut.append(place)
        }
    }

    /// The number of a frame that the decoder gave for packet number `packet`. It gives them in presentation order.
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
            // It was thought to be lost, or it is another frame of the same packet.
            contradictedRun = lastDecoded?.run
        }
        defer { count += 1 }
        return count
    }

    /// After the last frame: those left out at the end have been presented too.
    mutating func finish() {
        count += leftOut.count
        leftOut.removeAll()
    }
}

extension PresentationOrder.Place {
    /// Whether the decoder will no longer give this picture, now that it has given the one at `other`.
    fileprivate func isPast(after other: Self) -> Bool {
        sequence < other.sequence || (other.isOrdered && run == other.run && self < other)
    }
}
