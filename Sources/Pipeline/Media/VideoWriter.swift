import Synchronization

/// A writer of H.264 clips to mp4 files that can be played while they load.
///
/// The clip is written to a temporary file in the same folder, and `finish()` moves it to its path, so that an
/// incomplete file is never visible. Without `finish()`, nothing remains. The same pictures and options give the same
/// bytes.
///
/// If FFmpeg has no H.264 encoder, it writes MPEG-4 part 2.
public final class VideoWriter: Sendable {
    private let state: Mutex<State>
    private let path: String

    /// Opens the encoder and the temporary file.
    ///
    /// - Parameters:
    ///   - path: the path of the finished clip.
    ///   - width: the width of the pictures. An odd width is extended by repeating the last column, because 4:2:0
    ///     requires an even one.
    ///   - height: the height of the pictures, extended in the same way.
    ///   - frameRate: the nominal rate. Pictures may have any times.
    ///   - options: the options of the encoder.
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

    /// Adds a picture at a time in seconds. Times must increase; those closer than 1/90000 s are moved apart.
    ///
    /// The samples are stored unchanged and tagged with the colours of the options. Throws `invalidSetting` for a
    /// picture of another size, `encodingFailed`, or `cannotWrite` if the disk is full.
    public func append(_ picture: some Picture & Sendable, time: Double) throws {
        try during("writing the clip") { try state.withLock { try $0.append(picture, time: time) } }
    }

    /// Flushes the encoder and moves the clip to its path. Further calls do nothing.
    ///
    /// Throws `invalidSetting` if no picture was added, `encodingFailed` or `cannotWrite`.
    public func finish() throws {
        try during("finishing the clip") { try state.withLock { try $0.finish() } }
    }

    /// Discards the clip. Nothing of it remains.
    public func cancel() { state.withLock { $0.cancel() } }

    private func during<Result>(_ activity: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as MediaError {
            throw error.during(activity, path: path)
        }
    }
}
