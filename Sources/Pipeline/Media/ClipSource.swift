/// The source of a clip. It can be opened several times.
public enum ClipSource: Sendable {
    /// A local file.
    case file(path: String)
    /// Bytes from elsewhere. `name` identifies them in errors.
    case bytes(any ByteSource, name: String)

    /// The name of the clip in messages.
    public var name: String {
        switch self {
        case .file(let path): path
        case .bytes(_, let name): name
        }
    }

    /// Opens a reader at the clip's beginning. Blocks and throws as `VideoReader` does.
    public func open(options: VideoReader.Options = VideoReader.Options()) throws -> VideoReader {
        switch self {
        case .file(let path): try VideoReader(path: path, options: options)
        case .bytes(let source, let name): try VideoReader(source: source, name: name, options: options)
        }
    }
}
