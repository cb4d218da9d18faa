import Testing

@testable import Media

@Suite struct PresentationOrderTests {
    /// Pictures 40 ticks apart, as `orderCounts` are decoded; the first restarts the decoder.
    private func pictures(_ orderCounts: [Int], from start: Int64 = 0) -> [PresentationOrder.Picture] {
        orderCounts.enumerated().map { position, count in
            PresentationOrder.Picture(
                presentationTime: start + 20 * Int64(count), decodingTime: start + 40 * Int64(position) - 80,
                orderCount: count, isRestart: position == 0, isKeyFrame: position == 0)
        }
    }

    private func runs(_ pictures: [PresentationOrder.Picture]) -> [String] {
        var order = PresentationOrder()
        return pictures.map { picture in
            let place = order.place(picture)
            return "\(place.run)\(place.isOrdered ? "" : "?")"
        }
    }

    @Test func `B pictures and further key frames stay in one run`() {
        let clip = pictures([0, 6, 2, 4]) + pictures([0, 6, 2, 4], from: 160)
        #expect(runs(clip) == [String](repeating: "0", count: 8))
    }

    @Test func `counts how deep pictures are reordered`() {
        var order = PresentationOrder()
        for picture in pictures([0, 8, 4, 2, 6]) { _ = order.place(picture) }
        #expect(order.reordering == 2)
    }

    @Test func `a jump back at a restart begins a run that can be trusted`() {
        #expect(
            runs(pictures([0, 6, 2, 4], from: 1000) + pictures([0, 6, 2, 4])) == [
                "0", "0", "0", "0", "1", "1", "1", "1",
            ])
    }

    @Test func `a jump back elsewhere leads to a run that can't, up to the next restart`() {
        var joined = pictures([0, 2, 4])
        joined[0].isRestart = false
        let clip = pictures([0, 2, 4], from: 1000) + joined + pictures([0, 2], from: 1000)
        #expect(runs(clip) == ["0", "0", "0", "1?", "1?", "1?", "2", "2"])
    }

    @Test func `a picture order count that goes back without the timestamps is seen`() {
        var clip = pictures([0, 2, 4, 6])
        clip[3].orderCount = 1
        #expect(runs(clip) == ["0", "0", "0", "1?"])
    }

    @Test func `times before those of an earlier sequence are seen`() {
        var clip = pictures([0, 6, 2, 4]) + pictures([0, 2], from: 160)
        clip[5].presentationTime = 90
        #expect(runs(clip) == ["0", "0", "0", "0", "0", "1?"])
    }

    @Test func `what can't be placed isn't trusted`() {
        for change: (inout PresentationOrder.Picture) -> Void in [
            { $0.presentationTime = nil }, { $0.orderCount = nil }, { $0.isBreak = true }, { $0.width = 7 },
            { $0.presentationTime = 0 }, { $0.decodingTime = 1000 }, { $0.decodingTime = -1000 },
        ] {
            var clip = pictures([0, 2, 4, 6])
            change(&clip[2])
            #expect(runs(clip)[2] == "1?")
        }
    }

    @Test func `a clip that begins in the middle of a sequence settles first`() {
        var order = PresentationOrder()
        var clip = pictures(Array(stride(from: 0, to: 60, by: 2)))
        clip[0].isRestart = false
        let settled = clip.map { order.place($0).isSettled }
        #expect(settled == (0..<30).map { $0 >= PresentationOrder.deepestReordering })
    }
}
