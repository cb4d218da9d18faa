import Synchronization

/// Writes an H.264 clip in an mp4 that can be played while it loads.
///
/// The clip is written beside its place under a temporary name, and takes its place in `finish()`: a half-written file
/// is never seen. Without `finish()` nothing is left. The same pictures and options give the same bytes.
///
/// Where FFmpeg has no H.264 encoder, MPEG-4 part 2 is written.
public final class VideoWriter: Sendable {
    private let state: Mutex<State>
    private let path: String

    /// Opens the encoder and the temporary file.
    ///
    /// - Parameters:
    ///   - width: The pictures' width; an odd one is extended by repeating the last column, as 4:2:0 demands.
    ///   - height: likewise.
    ///   - frameRate: The nominal rate. Pictures may have any times.
    ///   - path: where the clip goes once it is whole.
    ///   - options: of the encoder.
    /// - Throws: `cannotWrite`, `invalidSetting`, `noEncoder`.
    public init(path: String, width: Int, height: Int, frameRate: FrameRate, options: Options = Options()) throws {
        self.path = path
        do {
            try options.check(width: width, height: height, frameRate: frameRate)
            let opened = try State(
                path: path, width: width, height: height, frameRate: frameRate, options: options)
            state = Mutex(opened)
        } catch let error as MediaError {
            throw error.during("creating the clip", path: path)
        }
    }

    /// Adds a picture at a time in seconds; times must rise, and those closer than 1/90000 s are moved apart.
    ///
    /// The samples are stored as they are, under the colour of the options: they aren't converted.
    /// Throws `invalidSetting` for a picture of another size, `encodingFailed`, `cannotWrite` when the disk is full.
    public func append(_ picture: some Picture & Sendable, time: Double) throws {
        try during("writing the clip") { try state.withLock { try $0.append(picture, time: time) } }
    }

    /// Writes what the encoder still holds, and puts the clip in its place. Further calls do nothing.
    public func finish() throws {
        try during("finishing the clip") { try state.withLock { try $0.finish() } }
    }

    /// Drops the clip; nothing of it is left.
    public func cancel() { state.withLock { $0.cancel() } }

    private func during<Result>(_ activity: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as MediaError {
            throw error.during(activity, path: path)
        }
    }
}
