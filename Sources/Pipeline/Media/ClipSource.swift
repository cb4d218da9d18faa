/// Where a clip is read from; it may be opened as often as it is needed.
public enum ClipSource: Sendable {
    /// A local file.
    case file(path: String)
    /// Bytes from elsewhere; `name` stands for them in errors.
    case bytes(any ByteSource, name: String)

    /// What the clip is called in messages.
    public var name: String {
        switch self {
        case .file(let path): path
        case .bytes(_, let name): name
        }
    }

    /// A reader of the clip from its beginning. Blocks, and throws, as `VideoReader` does.
    public func open(options: VideoReader.Options = VideoReader.Options()) throws -> VideoReader {
        switch self {
        case .file(let path): try VideoReader(path: path, options: options)
        case .bytes(let source, let name): try VideoReader(source: source, name: name, options: options)
        }
    }
}
