import Testing

@testable import Media

@Suite struct FrameNumberingTests {
    @Test func `counts what the decoder gives`() {
        var numbering = FrameNumbering()
        for time: Int64 in [0, 20, 10] { numbering.decoding(time) }
        #expect([0, 10, 20].map { numbering.decoded($0) } == [0, 1, 2])
    }

    @Test func `a frame left out keeps its number`() {
        var numbering = FrameNumbering()
        numbering.decoding(0)
        #expect(numbering.decoded(0) == 0)
        numbering.decoding(30)
        numbering.leavingOut(10)
        numbering.leavingOut(20)
        #expect(numbering.decoded(30) == 3)
        numbering.leavingOut(40)
        numbering.finish()
        #expect(numbering.count == 5)
    }

    @Test func `a picture lost in the decoder has no number`() {
        var numbering = FrameNumbering()
        for time: Int64 in [0, 10, 20] { numbering.decoding(time) }
        #expect(numbering.decoded(0) == 0)
        #expect(numbering.decoded(20) == 1)
        #expect(numbering.foretold(30, queued: []) == 2)
    }

    @Test func `foretells from the decoder, the frames left out and the queue`() {
        var numbering = FrameNumbering()
        #expect(!numbering.canForetell)
        numbering.decoding(0)
        _ = numbering.decoded(0)
        #expect(numbering.canForetell)
        numbering.decoding(50)
        numbering.decoding(10)
        numbering.leavingOut(20)
        #expect(numbering.foretold(40, queued: [30, 60]) == 4)
    }

    @Test func `timestamps that contradict the order aren't trusted`() {
        var numbering = FrameNumbering()
        numbering.decoding(10)
        numbering.decoding(5)
        #expect(numbering.decoded(10) == 0)
        #expect(numbering.decoded(5) == 1)
        #expect(!numbering.canForetell)
    }

    @Test func `without timestamps it counts`() {
        var numbering = FrameNumbering()
        numbering.decoding(nil)
        #expect(numbering.decoded(nil) == 0)
        #expect(numbering.decoded(nil) == 1)
        #expect(!numbering.canForetell)
    }
}
