import CFFmpeg
@testable import Media

extension Subject {
    /// Telling from a packet whether its picture may be left out.
    static var media: [Subject] {
        // avcC: lengths of NAL units take four bytes.
        let configuration: [UInt8] = [1, 0x64, 0, 0x1f, 0xff, 0xe1, 0, 0]
        let units = configuration.withUnsafeBufferPointer {
            CodedUnits(codec: AV_CODEC_ID_H264, configuration: $0)
        }
        // One supplement, then eight slices of 1,500 bytes that nothing refers to.
        var packet: [UInt8] = [0, 0, 0, 20, 6] + [UInt8](repeating: 0x55, count: 19)
        for _ in 0..<8 { packet += [0, 0, 0x05, 0xdc, 0x01] + [UInt8](repeating: 0x55, count: 1499) }
        return [
            Subject(name: "NAL parsing", unit: "packet of 9 units") {
                packet.withUnsafeBufferPointer { keep(units?.contents(of: $0).isUnreferenced == true) }
            }
        ]
    }
}
