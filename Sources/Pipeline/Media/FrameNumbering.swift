/// Numbers frames in presentation order, counting those that are left out before decoding.
///
/// The number of a decoded frame is how many frames were decoded before it, and how many with a smaller timestamp were
/// left out: what a full decode would have counted. A picture that the decoder can't make anything of has no number, in
/// either case.
struct FrameNumbering {
    /// Frames that have their number.
    private(set) var count = 0
    /// Timestamps of pictures that the decoder holds.
    private var inDecoder: [Int64] = []
    /// Timestamps of pictures left out that have no number yet.
    private var leftOut: [Int64] = []
    private var lastDecoded: Int64?
    /// False once the timestamps have contradicted the decoder's order; then nothing more may be left out.
    private(set) var isTrustworthy = true

    /// Whether numbers can be foretold: the first decoded frame has come, and the timestamps can be believed.
    var canForetell: Bool { lastDecoded != nil && isTrustworthy }

    /// The decoder gets a picture. `timestamp` is nil where the clip has none.
    mutating func decoding(_ timestamp: Int64?) {
        guard let timestamp else {
            isTrustworthy = false
            return
        }
        inDecoder.append(timestamp)
    }

    /// The number that a picture will have, if it is presented after all pictures `queued` with smaller timestamps and
    /// after none that is still to be read.
    func foretold(_ timestamp: Int64, queued: some Sequence<Int64>) -> Int {
        let isBefore = { (other: Int64) in other < timestamp }
        return count + inDecoder.count(where: isBefore) + leftOut.count(where: isBefore) + queued.count(where: isBefore)
    }

    /// A picture will never be decoded.
    mutating func leavingOut(_ timestamp: Int64) {
        if let lastDecoded, timestamp < lastDecoded {
            count += 1
        } else {
            leftOut.append(timestamp)
        }
    }

    /// The number of a frame that the decoder gave. It gives them in presentation order.
    mutating func decoded(_ timestamp: Int64?) -> Int {
        if let timestamp {
            if let lastDecoded, timestamp <= lastDecoded { isTrustworthy = false }
            let pending = leftOut.count
            leftOut.removeAll { $0 < timestamp }
            count += pending - leftOut.count
            // A smaller one still there was lost in the decoder.
            inDecoder.removeAll { $0 <= timestamp }
            lastDecoded = timestamp
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
