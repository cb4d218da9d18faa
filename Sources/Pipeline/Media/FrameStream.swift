import CFFmpeg

/// The frames of one open clip, one after the other: demuxes, decides what is left out, decodes, numbers.
final class FrameStream {
    let demuxer: Demuxer
    let decoder: VideoDecoder
    private let control: ReadControl
    private let unreferenced: UnreferencedPictures?
    private var numbering = FrameNumbering()
    /// Packets read ahead, to know a packet's place in presentation order.
    private var queue: [Packet] = []
    private var lastDecodingTime: Int64?
    private var sent: [Int64: Sent] = [:]
    private var nextNumber: Int64 = 0
    private var isDraining = false
    private var isInterlaced = false
    private(set) var hasEnded = false
    /// Packets read so far whose frames are presented, without those that were cut off in the middle.
    private(set) var wholePackets = 0
    /// Where the last presented packet ends, in the stream's time base.
    private(set) var lastEnd: Int64 = 0
    /// Of the first picture, which those after it are brought to.
    private var size: (width: Int, height: Int)?
    /// Indices of the frames presented so far that are coded without reference to others.
    private(set) var intraFrames: [Int] = []

    private struct Sent {
        var time: Int64?
        var isHidden: Bool
    }

    /// A decoded frame that is presented, wanted or not.
    struct Decoded {
        var picture: DecodedPicture
        var index: Int
        /// In the stream's time base.
        var time: Int64?
    }

    init(source: any ByteSource, options: VideoReader.Options, control: ReadControl) throws {
        self.control = control
        demuxer = try Demuxer(source: source, control: control)
        decoder = try VideoDecoder(demuxer.stream, options: options)
        unreferenced = UnreferencedPictures(codec: demuxer.codec, configuration: demuxer.configuration)
    }

    /// Packets that the decoder was given.
    var packetsDecoded: Int { Int(nextNumber) }

    /// Frames presented so far, those left out included.
    var frameCount: Int { numbering.count }

    /// The next frame that the stride wants; nil at the end.
    func next() throws -> Decoded? {
        while !hasEnded {
            if control.isCancelled { throw MediaError.stopped }
            switch try decoder.receive() {
            case .frame(let handle, let number):
                guard let packet = sent.removeValue(forKey: number), !packet.isHidden else { continue }
                if scorevision_frame_is_interlaced(handle.pointer) { isInterlaced = true }
                let index = numbering.decoded(packet.time)
                if handle.pointer.pointee.pict_type == AV_PICTURE_TYPE_I { intraFrames.append(index) }
                if index.isMultiple(of: control.stride) {
                    // Only what is wanted is copied.
                    return Decoded(picture: try picture(handle), index: index, time: packet.time)
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

    /// Hands the decoder the next packet that it shall see.
    private func feed() throws {
        guard let packet = try queue.isEmpty ? read() : queue.removeFirst() else {
            guard !isDraining else {
                hasEnded = true
                return
            }
            isDraining = true
            decoder.send(nil, number: nextNumber)
            return
        }
        if try isLeftOut(packet) {
            if let time = packet.presentationTime, !packet.isHidden { numbering.leavingOut(time) }
            return
        }
        sent[nextNumber] = Sent(time: packet.presentationTime, isHidden: packet.isHidden)
        // The deepest reordering there is, with a frame on every thread, is far below this.
        sent[nextNumber - 512] = nil
        if !packet.isHidden { numbering.decoding(packet.presentationTime) }
        decoder.send(packet, number: nextNumber)
        nextNumber += 1
    }

    /// Whether nobody wants the packet's picture: neither the caller nor any other picture.
    private func isLeftOut(_ packet: Packet) throws -> Bool {
        guard let unreferenced, !isInterlaced, let time = packet.presentationTime,
            packet.isHidden || (control.stride > 1 && numbering.canForetell), unreferenced.contains(packet.bytes)
        else { return false }
        if packet.isHidden { return true }
        // Pictures are presented no earlier than they are decoded: once decoding times have come as far as this
        // picture's time, every picture that goes before it has been read.
        while let last = lastDecodingTime, last < time, queue.count < Self.longestQueue {
            guard let ahead = try read() else {
                lastDecodingTime = .max
                break
            }
            queue.append(ahead)
        }
        guard let last = lastDecodingTime, last >= time else { return false }
        let queued = queue.lazy.filter { !$0.isHidden }.compactMap(\.presentationTime)
        return !numbering.foretold(time, queued: queued).isMultiple(of: control.stride)
    }

    private static let longestQueue = 64

    private func read() throws -> Packet? {
        guard let packet = try demuxer.read() else { return nil }
        lastDecodingTime = packet.decodingTime
        if !packet.isHidden {
            if !packet.isCut { wholePackets += 1 }
            if let time = packet.presentationTime { lastEnd = max(lastEnd, time &+ packet.duration) }
        }
        return packet
    }
}
