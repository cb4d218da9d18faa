import CFFmpeg
import Testing

@testable import Media

@Suite struct CodedUnitsTests {
    private let avcC: [UInt8] = [1, 100, 0, 31, 0xff, 0xe1, 0]

    private func hvcC(layers: UInt8) -> [UInt8] {
        var record = [UInt8](repeating: 0, count: 23)
        record[0] = 1
        record[21] = layers << 3 | 3
        return record
    }

    private func contains(_ codec: AVCodecID, _ record: [UInt8], _ units: [[UInt8]]) -> Bool? {
        let packet: [UInt8] = units.flatMap { (unit: [UInt8]) -> [UInt8] in [0, 0, 0, UInt8(unit.count)] + unit }
        return record.withUnsafeBufferPointer { record in
            packet.withUnsafeBufferPointer {
                CodedUnits(codec: codec, configuration: record)?.contents(of: $0).isUnreferenced
            }
        }
    }

    @Test(
        arguments: [
            ([[0x01, 0x80]], true),  // a slice with nal_ref_idc 0
            ([[0x06, 0x01], [0x01, 0x80]], true),  // the same with supplemental information
            ([[0x41, 0x80]], false), ([[0x65, 0x80]], false),
            ([[0x67, 0x64], [0x01, 0x80]], false),  // a parameter set comes with it
            ([[0x01, 0x80], [0x41, 0x80]], false), ([[0x06, 0x01]], false), ([], false),
        ] as [([[UInt8]], Bool)])
    func `H.264`(units: [[UInt8]], expected: Bool) {
        #expect(contains(AV_CODEC_ID_H264, avcC, units) == expected)
    }

    @Test(
        arguments: [
            (1, [[0x00, 0x01]], true),  // TRAIL_N
            (1, [[0x10, 0x01]], false),  // RASL_N: the decoder may have to drop it
            (1, [[0x0c, 0x01]], true),  // RADL_N
            (1, [[0x02, 0x01]], false),  // TRAIL_R
            (1, [[0x28, 0x01]], false),  // CRA
            (2, [[0x00, 0x01]], false),  // a higher layer may refer to it
            (2, [[0x00, 0x02]], true),
        ] as [(UInt8, [[UInt8]], Bool)])
    func `HEVC`(layers: UInt8, units: [[UInt8]], expected: Bool) {
        #expect(contains(AV_CODEC_ID_HEVC, hvcC(layers: layers), units) == expected)
    }

    @Test func `restarts, breaks and the end of a sequence`() {
        func contents(_ codec: AVCodecID, _ record: [UInt8], _ units: [[UInt8]]) -> CodedUnits.Contents? {
            let packet: [UInt8] = units.flatMap { (unit: [UInt8]) -> [UInt8] in [0, 0, 0, UInt8(unit.count)] + unit }
            return record.withUnsafeBufferPointer { record in
                packet.withUnsafeBufferPointer { CodedUnits(codec: codec, configuration: record)?.contents(of: $0) }
            }
        }
        #expect(contents(AV_CODEC_ID_H264, avcC, [[0x06, 1], [0x65, 0x80]]) == CodedUnits.Contents(isRestart: true))
        // One byte says that the sequence ends.
        #expect(contents(AV_CODEC_ID_H264, avcC, [[0x01, 0x80], [0x0a]]) == CodedUnits.Contents())
        #expect(contents(AV_CODEC_ID_H264, avcC, [[0x01, 0x80], []]) == CodedUnits.Contents(isWhole: false))
        #expect(contents(AV_CODEC_ID_HEVC, hvcC(layers: 1), [[0x26, 0x01]]) == CodedUnits.Contents(isRestart: true))
        #expect(contents(AV_CODEC_ID_HEVC, hvcC(layers: 1), [[0x20, 0x01]]) == CodedUnits.Contents(isBreak: true))
    }

    @Test func `in doubt there is no answer`() {
        #expect(contains(AV_CODEC_ID_HEVC, hvcC(layers: 0), [[0, 1]]) == nil)
        #expect(contains(AV_CODEC_ID_VP9, avcC, [[1, 0x80]]) == nil)
        #expect(contains(AV_CODEC_ID_H264, [0, 0, 0, 1, 0x67, 0x64, 0], [[1, 0x80]]) == nil)
    }

    @Test func `lengths that don't fit count as referred to`() {
        let wrong: [[UInt8]] = [[0, 0, 0, 9, 1, 0x80], [0xff, 0xff, 0xff, 0xff, 1, 0x80], [0, 0, 0, 1, 1], [0, 0]]
        for packet in wrong {
            let answer = avcC.withUnsafeBufferPointer { record in
                packet.withUnsafeBufferPointer {
                    CodedUnits(codec: AV_CODEC_ID_H264, configuration: record)?.contents(of: $0).isUnreferenced
                }
            }
            #expect(answer == false)
        }
    }
}
