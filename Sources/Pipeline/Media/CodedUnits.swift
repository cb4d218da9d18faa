import CFFmpeg

/// An analysis of the NAL units in a packet that determines whether other pictures depend on its picture.
///
/// A picture that no other refers to can be skipped without changing the samples of any other. Only H.264 and HEVC in
/// length-prefixed form are analysed. In case of doubt, a picture counts as referenced.
struct CodedUnits {
    /// The contents of a packet.
    struct Contents: Hashable {
        /// Whether the packet holds one picture that no other refers to, and nothing that a later one needs, such as
        /// parameter sets.
        var isUnreferenced = false
        /// Whether the picture restarts the decoder: it and all later pictures are presented after all earlier ones.
        var isRestart = false
        /// Whether the decoder may drop pictures that follow, such as leading pictures after a splice.
        var isBreak = false
        /// Whether the packet consists of whole units from its first byte to its last.
        var isWhole = true
    }

    private enum Syntax {
        case h264
        case hevc(highestLayer: UInt8)
    }

    private let syntax: Syntax
    private let lengthSize: Int

    /// Reads the container's codec configuration record, `avcC` or `hvcC` (ISO/IEC 14496-15, 5.3.3.1 and 8.3.3.1).
    ///
    /// Returns `nil` if the codec isn't H.264 or HEVC, or if the record doesn't allow the analysis.
    init?(codec: AVCodecID, configuration: UnsafeBufferPointer<UInt8>) {
        guard configuration.count >= 7, configuration[0] == 1 else { return nil }
        switch codec {
        case AV_CODEC_ID_H264:
            syntax = .h264
            lengthSize = Int(configuration[4] & 3) + 1
        case AV_CODEC_ID_HEVC:
            guard configuration.count >= 23 else { return nil }
            let layers = configuration[21] >> 3 & 7
            // 0 means "unknown". Pictures of a higher temporal layer may then refer to the picture.
            guard layers > 0 else { return nil }
            syntax = .hevc(highestLayer: layers - 1)
            lengthSize = Int(configuration[21] & 3) + 1
        default: return nil
        }
    }

    /// Returns the contents of a packet, from the headers of its units.
    func contents(of packet: UnsafeBufferPointer<UInt8>) -> Contents {
        var contents = Contents()
        var offset = 0
        var hasPicture = false
        var isNeeded = false
        while offset < packet.count {
            guard offset + lengthSize < packet.count else { return Contents(isWhole: false) }
            let length = packet[offset..<(offset + lengthSize)].reduce(0) { $0 << 8 | Int($1) }
            let start = offset + lengthSize
            guard length > 0, length <= packet.count - start else { return Contents(isWhole: false) }
            // The end-of-sequence unit of H.264 has one byte.
            switch length > 1 ? kind(packet[start], packet[start + 1]) : .needed {
            case .unreferenced: hasPicture = true
            case .accompanying: break
            case .needed: isNeeded = true
            case .restart:
                isNeeded = true
                contents.isRestart = true
            case .break:
                isNeeded = true
                contents.isBreak = true
            }
            offset = start + length
        }
        contents.isUnreferenced = hasPicture && !isNeeded
        return contents
    }

    private enum Kind {
        case unreferenced
        /// A unit that belongs to its own picture only.
        case accompanying
        case needed
        case restart
        case `break`
    }

    private func kind(_ first: UInt8, _ second: UInt8) -> Kind {
        switch syntax {
        case .h264:
            // nal_ref_idc and nal_unit_type (H.264, 7.3.1).
            switch first & 0x1f {
            case 1: return first & 0x60 == 0 ? .unreferenced : .needed
            case 5: return .restart
            case 6, 9, 12: return .accompanying
            default: return .needed
            }
        case .hevc(let highestLayer):
            // nal_unit_type and nuh_temporal_id_plus1 (H.265, 7.3.1.2). Even types below 16 are sub-layer non-reference
            // pictures, which no picture refers to in the highest layer. Type 8, a skipped leading picture, may have to
            // be dropped, which only the decoder knows.
            let type = first >> 1 & 0x3f
            switch type {
            case 0, 2, 4, 6: return second & 7 == highestLayer + 1 ? .unreferenced : .needed
            case 19, 20: return .restart
            // Broken links, the end of a sequence and the end of the stream.
            case 16, 17, 18, 36, 37: return .break
            case 35, 38, 39, 40: return .accompanying
            default: return .needed
            }
        }
    }
}
