import Testing

@testable import Media

@Suite struct FrameNumberingTests {
    private func place(_ time: Int64, run: Int = 0, sequence: Int = 0, isOrdered: Bool = true) -> FrameNumbering.Place {
        FrameNumbering.Place(run: run, sequence: sequence, time: time, isOrdered: isOrdered, isSettled: true)
    }

    @Test func `counts what the decoder gives`() {
        var numbering = FrameNumbering()
        for (packet, time) in [0, 20, 10].enumerated() { numbering.decoding(Int64(packet), at: place(Int64(time))) }
        #expect([0, 2, 1].map { numbering.decoded($0) } == [0, 1, 2])
    }

    @Test func `a frame left out keeps its number`() {
        var numbering = FrameNumbering()
        numbering.decoding(0, at: place(0))
        #expect(numbering.decoded(0) == 0)
        numbering.decoding(1, at: place(30))
        numbering.leavingOut(place(10))
        numbering.leavingOut(place(20))
        #expect(numbering.decoded(1) == 3)
        numbering.leavingOut(place(40))
        numbering.finish()
        #expect(numbering.count == 5)
    }

    @Test func `a picture lost in the decoder has no number`() {
        var numbering = FrameNumbering()
        for packet: Int64 in 0..<3 { numbering.decoding(packet, at: place(10 * packet)) }
        #expect(numbering.decoded(0) == 0)
        #expect(numbering.decoded(2) == 1)
        #expect(numbering.foretold(place(30), queued: []) == 2)
    }

    @Test func `foretells from the decoder, the frames left out and the queue`() {
        var numbering = FrameNumbering()
        #expect(!numbering.canForetell(place(0)))
        numbering.decoding(0, at: place(0))
        _ = numbering.decoded(0)
        #expect(numbering.canForetell(place(10)))
        numbering.decoding(1, at: place(50))
        numbering.decoding(2, at: place(10))
        numbering.leavingOut(place(20))
        #expect(numbering.foretold(place(40), queued: [place(30), place(60)]) == 4)
    }

    @Test func `timestamps that contradict the decoder aren't trusted in their run`() {
        var numbering = FrameNumbering()
        numbering.decoding(0, at: place(10))
        numbering.decoding(1, at: place(5))
        #expect(numbering.decoded(0) == 0)
        #expect(numbering.decoded(1) == 1)
        #expect(!numbering.canForetell(place(20)))
        numbering.decoding(2, at: place(0, run: 1, sequence: 1))
        #expect(numbering.decoded(2) == 2)
        #expect(numbering.canForetell(place(10, run: 1, sequence: 1)))
    }

    @Test func `times of two runs aren't compared`() {
        var numbering = FrameNumbering()
        numbering.decoding(0, at: place(100))
        #expect(numbering.decoded(0) == 0)
        numbering.leavingOut(place(110))
        numbering.decoding(1, at: place(0, run: 1, sequence: 1))
        #expect(numbering.decoded(1) == 2)
        #expect(numbering.canForetell(place(10, run: 1, sequence: 1)))
    }

    @Test func `nothing is foretold while the decoder holds pictures of an earlier run`() {
        var numbering = FrameNumbering()
        numbering.decoding(0, at: place(0))
        numbering.decoding(1, at: place(10))
        numbering.decoding(2, at: place(0, run: 1, isOrdered: false))
        numbering.decoding(3, at: place(0, run: 2, sequence: 1))
        numbering.decoding(4, at: place(10, run: 2, sequence: 1))
        #expect([0, 2].map { numbering.decoded($0) } == [0, 1])
        #expect(!numbering.canForetell(place(20, run: 2, sequence: 1)))
        // A restart of the decoder settles it: number 1 was lost.
        #expect(numbering.decoded(3) == 2)
        #expect(numbering.canForetell(place(20, run: 2, sequence: 1)))
        #expect(numbering.foretold(place(20, run: 2, sequence: 1), queued: []) == 4)
    }
}
