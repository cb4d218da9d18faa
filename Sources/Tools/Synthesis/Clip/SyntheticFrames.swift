import Foundation
import Media

/// Single frames for training, each of its own scene.
///
///     for frame in try SyntheticFrames(settings: .init(count: 2000, seed: 1)) { … }
///
/// Frame n of a seed is the same for every count.
public struct SyntheticFrames: Sequence, Sendable {
    /// The number, size and variation of frames.
    public struct Settings: Hashable, Sendable {
        /// The number of frames.
        public var count: Int
        /// The seed of all random numbers.
        public var seed: UInt64
        /// The width of a frame in pixels, 16 to 8192.
        public var width: Int
        /// The height of a frame in pixels, 16 to 8192.
        public var height: Int
        /// The variation of the scenes.
        public var randomisation: DomainRandomisation

        /// Creates settings.
        public init(
            count: Int, seed: UInt64 = 1, width: Int = 1280, height: Int = 720,
            randomisation: DomainRandomisation = .wide
        ) {
            self.count = count
            self.seed = seed
            self.width = width
            self.height = height
            self.randomisation = randomisation
        }
    }

    /// The settings of the frames.
    public let settings: Settings

    /// The colour description of JPEG files, so that no conversion is needed.
    static let colour = ColourDescription(matrix: .bt601, range: .full)

    /// Creates the frames. Throws `SynthesisError` if a setting is out of range.
    public init(settings: Settings) throws(SynthesisError) {
        guard (1...10_000_000).contains(settings.count) else {
            throw .setting("frames", "\(settings.count)", allowed: "1 to 10000000")
        }
        try SyntheticClipSettings(width: settings.width, height: settings.height).validate()
        self.settings = settings
    }

    /// Returns an iterator that starts at the first frame.
    public func makeIterator() -> Iterator { Iterator(settings: settings) }

    /// Draws the frames in order.
    public struct Iterator: IteratorProtocol {
        private let settings: Settings
        private var index = 0

        fileprivate init(settings: Settings) {
            self.settings = settings
        }

        /// Draws the next frame with the samples of a JPEG file: BT.601, full range. Returns `nil` after the last one.
        public mutating func next() -> SyntheticFrame? {
            guard index < settings.count else { return nil }
            var random = RandomSource(seed: settings.seed, stream: 1000 &+ UInt64(index))
            let seed = random.next()
            let style = SceneStyle(settings.randomisation, seed: seed)
            var renderer = SceneRenderer(
                style: style, width: settings.width, height: settings.height, colour: SyntheticFrames.colour)
            var match = Match(plan: style.plan, seed: seed)
            match.advance(by: random.uniform(0...20))
            // The camera follows the ball for a while, so that it lags behind and moves.
            var camera = CameraOperator(
                station: style.station, plan: style.plan, ball: match.ball.ground, seed: seed)
            for _ in 0..<random.index(below: 100) {
                match.advance(by: 0.04)
                camera.advance(ball: match.ball.ground, by: 0.04)
            }
            let previous = renderer.view(of: camera)
            match.advance(by: 0.04)
            camera.advance(ball: match.ball.ground, by: 0.04)
            defer { index += 1 }
            return renderer.frame(
                match, view: renderer.view(of: camera), previous: previous, index: index, time: 0)
        }
    }
}

extension SyntheticFrames {
    /// Writes every frame as `players/images/NAME.jpg` with `players/labels/NAME.txt`, and likewise in `pitch/`.
    ///
    /// A picture in both folders is one file with two names, if the file system supports it. Frames that are already
    /// written remain complete if the task is cancelled.
    ///
    /// - Parameters:
    ///   - folder: The folder, created if missing. Existing files with the same names are replaced.
    ///   - quality: The quality of the JPEG files, 1 to 100; `nil` chooses a random one from 60 to 95 for each frame.
    ///   - progress: Receives the number of frames written.
    /// - Throws: `SynthesisError` if a file cannot be written, or `CancellationError`.
    public func write(to folder: String, quality: Int? = nil, progress: (Int) -> Void = { _ in }) throws {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        for part in ["players", "pitch"] {
            for kind in ["images", "labels"] { try Self.makeFolder(root.appending(path: "\(part)/\(kind)")) }
        }
        var random = RandomSource(seed: settings.seed, stream: 999)
        for frame in self {
            try Task.checkCancellation()
            let quality = quality ?? 60 + random.index(below: 36)
            let number = String(frame.truth.frameNumber)
            let name =
                "synthetic_\(settings.seed)_" + String(repeating: "0", count: Swift.max(0, 6 - number.count)) + number
            let labels = YOLOLabels(frame.truth, width: settings.width, height: settings.height)
            let image = root.appending(path: "players/images/\(name).jpg")
            try Self.put(Data(frame.picture.jpegBytes(quality: quality)), at: image)
            try Self.put(Data(labels.players.utf8), at: root.appending(path: "players/labels/\(name).txt"))
            if !labels.pitch.isEmpty {
                try Self.link(image, to: root.appending(path: "pitch/images/\(name).jpg"))
                try Self.put(Data(labels.pitch.utf8), at: root.appending(path: "pitch/labels/\(name).txt"))
            }
            progress(frame.truth.frameNumber + 1)
        }
    }

    private static func makeFolder(_ url: URL) throws {
        try reporting(url) { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    }

    private static func put(_ data: Data, at url: URL) throws {
        try reporting(url) { try data.write(to: url, options: .atomic) }
    }

    private static func link(_ source: URL, to target: URL) throws {
        try reporting(target) {
            try? FileManager.default.removeItem(at: target)
            do {
                try FileManager.default.linkItem(at: source, to: target)
            } catch {
                try FileManager.default.copyItem(at: source, to: target)
            }
        }
    }

    private static func reporting(_ url: URL, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw SynthesisError.cannotWrite(url.path, error)
        }
    }
}
