import Synchronization

/// Reads the frames of a clip, in presentation order, under exact numbers.
///
/// Its calls block until a picture is decoded, so they belong on a thread of their own, never on Swift's cooperative
/// pool. Memory stays flat however long the clip is.
///
///     let reader = try VideoReader(path: "clip.mp4", options: .init(stride: 2))
///     while let frame = try reader.next() { ... }
///     if reader.ending?.endedEarly == true { ... }
public final class VideoReader: Sendable {
    /// What the clip is.
    public let info: VideoInfo
    private let name: String?
    private let source: any ByteSource
    private let control: ReadControl
    private let state: Mutex<State>

    /// Opens a local file; decodes its first frame.
    ///
    /// Throws a `MediaError`: the file is missing or unreadable, no video, of an unsupported kind, incomplete, or its
    /// pictures are too large.
    public convenience init(path: String, options: Options = Options()) throws {
        let file: FileBytes
        do {
            file = try FileBytes(path: path)
        } catch let error as MediaError {
            throw error.during("opening the clip", path: path)
        }
        try self.init(source: file, name: path, options: options)
    }

    /// Opens a clip from bytes; `name` stands for it in errors.
    ///
    /// It waits for as long as the source's reads do: to stop it, make them throw.
    public init(source: any ByteSource, name: String? = nil, options: Options = Options()) throws {
        do {
            try options.check()
            let control = ReadControl(stride: options.stride)
            let opened = try Self.open(source, options, control)
            self.name = name
            self.source = source
            self.control = control
            info = opened.info
            state = Mutex(opened)
        } catch let error as MediaError {
            throw error.during("opening the clip", path: name)
        }
    }

    /// What the GPU that was asked for does not take is begun again on the processor, with as many threads as that has.
    private static func open(
        _ source: any ByteSource, _ options: Options, _ control: ReadControl
    ) throws -> State {
        let stream = try FrameStream(source: source, options: options, control: control)
        let attached = stream.decoder.place.hardware
        var place: DecodingPlace
        do {
            let opened = try State(stream)
            place = stream.decoder.place
            guard attached != .none, place.hardware == .none else { return opened }
        } catch let error as MediaError
            where attached != .none && (error.code == .damagedFile || error.code == .readFailed)
        {
            place = DecodingPlace(hardware: .none, refusal: "its decoder fails (\(error.detail ?? error.message))")
        }
        var rest = options
        rest.hardware = .none
        return try State(FrameStream(source: source, options: rest, control: control), place: place)
    }

    /// The next frame whose index is a multiple of the stride; nil at the end.
    ///
    /// Throws `cancelled` after `cancel()`, and `readFailed` where the bytes stop coming. A packet that can't be decoded
    /// is counted in `ending`, and reading goes on; at the end of a clip with hardly an undamaged picture it throws
    /// `damagedFile`.
    public func next() throws -> VideoFrame? {
        do {
            return try state.withLock { try $0.next(source: source) }
        } catch let error as MediaError {
            throw error.during("reading the clip", path: name)
        }
    }

    /// Where its pictures are decoded, as far as they have shown.
    public var decoding: DecodingPlace { state.withLock { $0.place } }

    /// How the clip ended, once `next()` has given nil.
    public var ending: ClipEnding? { state.withLock { $0.ending } }

    /// Indices of the frames read so far, delivered or not, that are coded without reference to others. Encoders code
    /// the first frame after a cut so, and some frames besides.
    public var intraFrames: [Int] { state.withLock { $0.intraFrames } }

    /// Makes a call of `next()` on another thread, and every later one, throw `cancelled`.
    public func cancel() { control.cancel() }

    /// The stride from here on. It may change while the clip is read, from any thread; frames that were left out
    /// already stay so.
    public var stride: Int {
        get { control.stride }
        set { control.stride = newValue }
    }
}
