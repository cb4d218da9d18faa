import Synchronization

/// A reader of a clip's frames in presentation order, with exact frame indices.
///
/// Its calls block until a frame is decoded, so they belong on a dedicated thread, never on Swift's cooperative pool.
/// Memory use doesn't depend on the length of the clip.
///
/// ```swift
/// let reader = try VideoReader(path: "clip.mp4", options: .init(stride: 2))
/// while let frame = try reader.next() { ... }
/// if reader.ending?.endedEarly == true { ... }
/// ```
public final class VideoReader: Sendable {
    /// The properties of the clip.
    public let info: VideoInfo
    private let name: String?
    private let source: any ByteSource
    private let control: ReadControl
    private let state: Mutex<State>

    /// Opens a local file and decodes its first frame.
    ///
    /// Throws a `MediaError` if the file is missing, unreadable, not a video, of an unsupported kind or incomplete, or
    /// if its pictures are too large or too small.
    public convenience init(path: String, options: Options = Options()) throws {
        let file: FileBytes
        do {
            file = try FileBytes(path: path)
        } catch let error as MediaError {
            throw error.during("opening the clip", path: path)
        }
        try self.init(source: file, name: path, options: options)
    }

    /// Opens a clip from bytes and decodes its first frame. `name` identifies the clip in errors.
    ///
    /// The call blocks as long as the source's reads do; to stop it, make them throw. Throws a `MediaError` as
    /// `init(path:options:)` does.
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

    /// Opens a clip. If the requested GPU can't decode it, starts again on the processor with the requested threads.
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

    /// Returns the next frame whose index is a multiple of the stride; `nil` at the end.
    ///
    /// Throws `cancelled` after `cancel()`, and `readFailed` if the bytes can't be read. A packet that can't be decoded
    /// is counted in `ending`, and reading continues. At the end of a clip in which nearly all frames are damaged, it
    /// throws `damagedFile`.
    public func next() throws -> VideoFrame? {
        do {
            return try state.withLock { try $0.next(source: source) }
        } catch let error as MediaError {
            throw error.during("reading the clip", path: name)
        }
    }

    /// The device that decodes, as far as it is known.
    public var decoding: DecodingPlace { state.withLock { $0.place } }

    /// How the clip ended; `nil` until `next()` has returned `nil`.
    public var ending: ClipEnding? { state.withLock { $0.ending } }

    /// The indices of the frames read so far, delivered or not, that are coded without reference to others. Encoders
    /// code the first frame after a cut like this, and some other frames.
    public var intraFrames: [Int] { state.withLock { $0.intraFrames } }

    /// Makes the current call of `next()` on another thread, and every later one, throw `cancelled`.
    public func cancel() { control.cancel() }

    /// The stride from now on. Any thread may change it while the clip is read. Frames that were already skipped stay
    /// skipped.
    public var stride: Int {
        get { control.stride }
        set { control.stride = newValue }
    }
}
