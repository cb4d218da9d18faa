import Media

/// Single frames, each of a scene of its own: for training.
///
///     for frame in try SyntheticFrames(settings: .init(count: 2000, seed: 1)) { … }
///
/// Frame n of a seed is the same whatever the count.
public struct SyntheticFrames: Sequence, Sendable {
    public struct Settings: Hashable, Sendable {
        public var count: Int
        public var seed: UInt64
        /// Pixels, 16 to 8192.
        public var width: Int
        public var height: Int
        public var randomisation: DomainRandomisation

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

    public let settings: Settings

    /// What a JPEG's samples mean, so that nothing is converted on the way into the file.
    static let colour = ColourDescription(matrix: .bt601, range: .full)

    /// Throws `SynthesisError` for a setting out of range.
    public init(settings: Settings) throws(SynthesisError) {
        guard (1...10_000_000).contains(settings.count) else {
            throw .setting("frames", "\(settings.count)", allowed: "1 to 10000000")
        }
        try SyntheticClipSettings(width: settings.width, height: settings.height).validate()
        self.settings = settings
    }

    public func makeIterator() -> Iterator { Iterator(settings: settings) }

    public struct Iterator: IteratorProtocol {
        private let settings: Settings
        private var index = 0

        fileprivate init(settings: Settings) {
            self.settings = settings
        }

        /// The samples are those of a JPEG: BT.601, full range.
        public mutating func next() -> SyntheticFrame? {
            guard index < settings.count else { return nil }
            var random = RandomSource(seed: settings.seed, stream: 1000 &+ UInt64(index))
            let seed = random.next()
            let style = SceneStyle(settings.randomisation, seed: seed)
            var renderer = SceneRenderer(
                style: style, width: settings.width, height: settings.height, colour: SyntheticFrames.colour)
            var match = Match(plan: style.plan, seed: seed)
            match.advance(by: random.uniform(0...20))
            // The camera has followed for a while, so that it lags behind and moves.
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
