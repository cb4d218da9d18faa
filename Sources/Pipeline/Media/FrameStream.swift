import CFFmpeg

/// The frames of an open clip in sequence: it demuxes, decides which to skip, decodes and numbers them.
final class FrameStream {
    let demuxer: Demuxer
    let decoder: VideoDecoder
    private let control: ReadControl
    /// The parser of packets; `nil` if only the decoder can interpret them. Every packet is then decoded.
    private let parser: PictureParser?
    private var order = PresentationOrder()
    private var numbering = FrameNumbering()
    /// Packets that were read ahead to determine a packet's place in presentation order.
    private var queue: [Read] = []
    private var hasReadAll = false
    private var lastDecodingTime: Int64?
    private var sent: [Int64: Sent] = [:]
    private var nextNumber: Int64 = 0
    private var isDraining = false
    private var isInterlaced = false
    private(set) var hasEnded = false
    /// The packets read so far that are complete and whose frames are presented.
    private(set) var wholePackets = 0
    /// The presented frames that the decoder returned, and the damaged ones among them.
    private(set) var decodedFrames = 0
    private(set) var damagedFrames = 0
    /// Whether at least 90 % of the frames are damaged. In an encrypted clip, a small frame may decode by chance.
    var isDamagedThroughout: Bool { decodedFrames > 0 && 10 * damagedFrames >= 9 * decodedFrames }
    /// The end of the last presented packet, in the stream's time base.
    private(set) var lastEnd: Int64 = 0
    /// The size of the first picture. Later ones are scaled to it.
    private var size: (width: Int, height: Int)?
    /// The indices of the presented frames so far that are coded without reference to others.
    private(set) var intraFrames: [Int] = []

    private struct Sent {
        var time: Int64?
        var isHidden: Bool
    }

    /// A packet, with the role of its picture among the others.
    private struct Read {
        var packet: Packet
        var place: PresentationOrder.Place
        var isUnreferenced: Bool
    }

    /// A decoded frame that is presented, whether or not the caller wants it.
    struct Decoded {
        var picture: DecodedPicture
        var index: Int
        /// The presentation time in the stream's time base.
        var time: Int64?
    }

    init(source: any ByteSource, options: VideoReader.Options, control: ReadControl) throws {
        self.control = control
        demuxer = try Demuxer(source: source, control: control)
        decoder = try VideoDecoder(demuxer.stream, options: options)
        parser = PictureParser(demuxer.stream)
    }

    /// The number of packets that the decoder received.
    var packetsDecoded: Int { Int(nextNumber) }

    /// The number of presented frames so far, including skipped ones.
    var frameCount: Int { numbering.count }

    /// Returns the next frame whose index is a multiple of the stride; `nil` at the end.
    func next() throws -> Decoded? {
        while !hasEnded {
            if control.isCancelled { throw MediaError.stopped }
            switch try decoder.receive() {
            case .frame(let handle, let number):
                // The decoder may return several frames for one packet.
                let packet = sent[number]
                if packet?.isHidden == true { continue }
                decodedFrames += 1
                if handle.isDamaged { damagedFrames += 1 }
                if scorevision_frame_is_interlaced(handle.pointer) { isInterlaced = true }
                let index = numbering.decoded(number)
                if handle.pointer.pointee.pict_type == AV_PICTURE_TYPE_I { intraFrames.append(index) }
                if index.isMultiple(of: control.stride) {
                    // Only frames that the caller wants are copied.
                    return Decoded(picture: try picture(handle), index: index, time: packet?.time)
                }
            case .nothing: try feed()
            case .end:
                numbering.finish()
                hasEnded = true
            }
        }
        return nil
    }

    private func picture(_ handle: FrameHandle) throws -> DecodedPicture {
        let first = size ?? (handle.width, handle.height)
        size = first
        return try decoder.picture(
            handle, mayStay: demuxer.orientation == .upright && (handle.width, handle.height) == first)
    }

    /// Sends the decoder the next packet that it needs.
    private func feed() throws {
        guard let next = try queue.isEmpty ? read() : queue.removeFirst() else {
            guard !isDraining else {
                hasEnded = true
                return
            }
            isDraining = true
            decoder.send(nil, number: nextNumber)
            return
        }
        let packet = next.packet
        if try isLeftOut(next) {
            if !packet.isHidden { numbering.leavingOut(next.place) }
            return
        }
        sent[nextNumber] = Sent(time: packet.presentationTime, isHidden: packet.isHidden)
        sent[nextNumber - FrameNumbering.mostInDecoder] = nil
        if !packet.isHidden { numbering.decoding(nextNumber, at: next.place) }
        decoder.send(packet, number: nextNumber)
        nextNumber += 1
    }

    /// Returns whether neither the caller nor any other picture needs the packet's picture.
    ///
    /// If timestamps and decoder disagree, everything is decoded, beginning as many pictures earlier as the decoder may
    /// hold back. The numbers then come from counting the decoder's output and don't depend on timestamps.
    private func isLeftOut(_ read: Read) throws -> Bool {
        let (packet, place) = (read.packet, read.place)
        guard read.isUnreferenced, !isInterlaced, place.isOrdered, place.isSettled,
            packet.isHidden || (control.stride > 1 && numbering.canForetell(place))
        else { return false }
        try lookAhead(until: packet.isHidden ? nil : place.time)
        let near = queue.prefix(PresentationOrder.deepestReordering)
        guard hasReadAll || near.count == PresentationOrder.deepestReordering,
            near.allSatisfy({ $0.place.run == place.run }), order.reordering <= decoder.reordering
        else { return false }
        if packet.isHidden { return true }
        guard hasReadAll || lastDecodingTime.map({ $0 >= place.time }) == true else { return false }
        let queued = queue.lazy.filter { !$0.packet.isHidden }.map(\.place)
        return !numbering.foretold(place, queued: queued).isMultiple(of: control.stride)
    }

    /// Reads ahead as far as a decoder may reorder, and until decoding times reach `time`.
    ///
    /// A picture is never presented before it is decoded, so every picture with an earlier place has then been read.
    private func lookAhead(until time: Int64?) throws {
        while !hasReadAll, queue.count < Self.longestQueue {
            let isFar = queue.count >= PresentationOrder.deepestReordering
            if isFar, time == nil || lastDecodingTime.map({ $0 >= time ?? $0 }) ?? true { return }
            guard let next = try read() else { return }
            queue.append(next)
        }
    }

    private static let longestQueue = 64

    private func read() throws -> Read? {
        guard let packet = try demuxer.read() else {
            hasReadAll = true
            return nil
        }
        lastDecodingTime = packet.decodingTime
        if !packet.isHidden {
            if !packet.isCut { wholePackets += 1 }
            if let time = packet.presentationTime { lastEnd = max(lastEnd, time &+ packet.duration) }
        }
        guard let parser else {
            return Read(packet: packet, place: order.place(PresentationOrder.Picture()), isUnreferenced: false)
        }
        let (isUnreferenced, picture) = parser.read(packet)
        return Read(packet: packet, place: order.place(picture), isUnreferenced: isUnreferenced)
    }
}
