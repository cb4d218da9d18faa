import Testing

@testable import Download

@Suite struct ByteRangesTests {
    /// Against a set of single offsets, on many random insertions.
    @Test(arguments: 1...20) func isASetOfOffsets(seed: Int) {
        var state = UInt64(seed)
        func random(_ bound: Int64) -> Int64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64(state >> 33) % bound
        }
        var ranges = ByteRanges()
        var offsets: Set<Int64> = []
        for _ in 0..<60 {
            let start = random(200)
            let range = start..<start + random(15)
            ranges.insert(range)
            offsets.formUnion(range)
            #expect(ranges.count == Int64(offsets.count))
            for (left, right) in zip(ranges.ranges, ranges.ranges.dropFirst()) {
                #expect(left.upperBound < right.lowerBound)
            }
            for offset in Int64(0)..<220 {
                var end = offset
                while offsets.contains(end) { end += 1 }
                #expect(ranges.end(of: offset) == end)
            }
            let lower = random(200)
            let bounds = lower..<lower + random(60)
            let missing = bounds.filter { !offsets.contains($0) }
            let gap = ranges.firstGap(within: bounds)
            #expect(gap?.lowerBound == missing.first)
            if let gap {
                #expect(gap.allSatisfy { !offsets.contains($0) })
                #expect(gap.upperBound == bounds.upperBound || offsets.contains(gap.upperBound))
            }
        }
    }

    @Test func partsCoverAllOfItOnce() {
        var plan = SegmentPlan(size: 1_000_003, lengths: 1000...50_000)
        plan.take(0..<777)
        var taken = ByteRanges()
        taken.insert(0..<777)
        var sum: Int64 = 777
        var position: Int64 = 0
        while let part = plan.next(from: position) {
            #expect(part.count <= 50_000 && !part.isEmpty)
            sum += Int64(part.count)
            taken.insert(part)
            position = (position + 91_234) % 1_000_003
        }
        #expect(sum == 1_000_003 && taken.ranges == [0..<1_000_003])
    }

    @Test func theReaderComesFirst() {
        var plan = SegmentPlan(size: 100_000, lengths: 1000...8000)
        #expect(plan.next(from: 0) == 0..<1000)
        #expect(plan.isOpen(90_000) && !plan.isOpen(999) && !plan.isOpen(100_000))
        #expect(plan.next(from: 90_000) == 90_000..<91_000)
        #expect(plan.next(from: 99_500) == 99_500..<100_000)
        // Behind the end it begins at the front again.
        #expect(plan.next(from: 99_600) == 1000..<2000)
        // Far ahead of the reader parts are longer, up to the longest.
        plan.take(0..<20_000)
        #expect(plan.next(from: 4000) == 20_000..<24_000)
        plan.take(0..<60_000)
        #expect(plan.next(from: 4000) == 60_000..<68_000)
    }
}
