import Foundation
import Media
import Testing

@testable import Analysis

@Suite struct InterruptibleBytesTests {
    private struct Bytes: ByteSource {
        let isComplete: Bool
        var size: Int64? { 4 }

        func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            buffer.copyBytes(from: [1, 2, 3, 4].suffix(4 - Int(offset)).prefix(buffer.count))
            return min(buffer.count, 4 - Int(offset))
        }
    }

    private func read(_ source: InterruptibleBytes) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 4)
        let count = try bytes.withUnsafeMutableBytes { try source.read(at: 0, into: $0) }
        return Array(bytes.prefix(count))
    }

    @Test(arguments: [false, true]) func everyReadAfterAnInterruptionThrows(isComplete: Bool) throws {
        let source = InterruptibleBytes(Bytes(isComplete: isComplete))
        #expect(try read(source) == [1, 2, 3, 4])
        source.interrupt()
        for _ in 0..<2 { #expect(throws: CancellationError.self) { try read(source) } }
    }
}
