import Foundation
import Testing

@testable import ClipWorker

@Suite struct MessageTests {
    @Test func messagesPassTheLine() throws {
        let (connection, far) = try WorkerConnection.pair()
        let other = WorkerConnection(descriptor: far)
        let sent = [WorkerMessage(.cancel), WorkerMessage(.body, payload: [UInt8](repeating: 7, count: 100_000))]
        Thread.detachNewThread { sent.forEach { connection.send($0) } }
        #expect(other.receive(from: .service) == sent[0])
        #expect(other.receive(from: .service) == sent[1])
        connection.shut()
        #expect(other.receive(from: .service) == nil)
        #expect(!other.send(WorkerMessage(.ready)))
    }

    @Test(arguments: [[0, 0, 0, 0, 0], [255, 0, 0, 0, 1], [1, 255, 255, 255, 255], [1, 0]] as [[UInt8]])
    func headersThatAreNoneAreRefused(_ header: [UInt8]) {
        #expect(WorkerMessage.read(header: header, from: .service) == nil)
    }

    /// A message is read up to its kind's length, and only from the side that sends such.
    @Test(arguments: WorkerMessage.Kind.allCases) func aKindHasASenderAndALength(_ kind: WorkerMessage.Kind) {
        let longest = WorkerMessage(kind, payload: [UInt8](repeating: 0, count: kind.mostBytes)).header
        let longer = WorkerMessage(kind, payload: [UInt8](repeating: 0, count: kind.mostBytes + 1)).header
        for sender in [WorkerMessage.Sender.service, .worker] {
            #expect((WorkerMessage.read(header: longest, from: sender)?.kind == kind) == (sender == kind.sender))
            #expect(WorkerMessage.read(header: longer, from: sender) == nil)
        }
    }

    @Test func batchFillIsTheShareOfPlacesUsed() {
        var report = WorkerReport()
        (report.analysedFrames, report.batchSize) = (10, 4)
        #expect(abs(report.batchFill - 10.0 / 12) < 1e-12)
    }
}
