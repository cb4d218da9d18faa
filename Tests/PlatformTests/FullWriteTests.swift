import Foundation
import Platform
import Testing

@Suite struct FullWriteTests {
    /// What a system call returns, and the error number that it leaves.
    private typealias Answer = (count: Int, number: Int32)

    /// Writes ten bytes with a system call that answers in turn.
    private func write(_ answers: [Answer]) -> (failure: Int32?, bytes: [UInt8], calls: Int) {
        var bytes: [UInt8] = []
        var calls = 0
        let failure = (0..<10).map(UInt8.init).withUnsafeBytes { all in
            FullWrite.failure(writing: all) { rest, offset in
                #expect(offset == bytes.count)
                let answer = answers[calls]
                calls += 1
                bytes += rest.prefix(max(0, answer.count))
                errno = answer.number
                return answer.count
            }
        }
        return (failure, bytes, calls)
    }

    @Test func aSignalAndAPartAreNoFailures() {
        let (failure, bytes, calls) = write([(-1, EINTR), (3, 0), (-1, EINTR), (7, 0)])
        #expect(failure == nil && bytes == Array(0..<10) && calls == 4)
    }

    @Test func anErrorEndsTheWriting() {
        let (failure, bytes, calls) = write([(4, 0), (-1, EIO)])
        #expect(failure == EIO && bytes == Array(0..<4) && calls == 2)
    }

    @Test func nothingWrittenIsAFullDisk() {
        // The error number is from an earlier call.
        for stale in [EINTR, EIO, 0] {
            let (failure, bytes, calls) = write([(4, 0), (0, stale)])
            #expect(failure == ENOSPC && bytes == Array(0..<4) && calls == 2)
        }
    }

    @Test func noBytesNeedNoCall() {
        #expect(FullWrite.failure(writing: UnsafeRawBufferPointer(start: nil, count: 0)) { _, _ in -1 } == nil)
    }
}
