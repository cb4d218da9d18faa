import Pitch

/// A synthetic broadcast clip: frames one after the other, each with its truth.
///
///     for frame in try SyntheticClip(settings: .init(seconds: 10, seed: 7)) { … }
///
/// The same settings give the same bytes on every machine. Memory does not grow with the length.
public struct SyntheticClip: Sequence, Sendable {
    public let settings: SyntheticClipSettings
    private let style: SceneStyle

    /// Throws `SynthesisError` for a setting out of range.
    public init(settings: SyntheticClipSettings) throws(SynthesisError) {
        try settings.validate()
        self.settings = settings
        style = SceneStyle(settings.randomisation, seed: settings.seed)
    }

    /// What holds for the whole clip.
    public var facts: ClipFacts { ClipFacts(settings: settings, style: style) }

    public func makeIterator() -> Iterator { Iterator(settings: settings, style: style) }

    public struct Iterator: IteratorProtocol {
        private let settings: SyntheticClipSettings
        private var renderer: SceneRenderer
        private var match: Match
        private var operatorOfCamera: CameraOperator
        private var index = 0

        fileprivate init(settings: SyntheticClipSettings, style: SceneStyle) {
            self.settings = settings
            renderer = SceneRenderer(style: style, width: settings.width, height: settings.height)
            match = Match(plan: style.plan, seed: settings.seed)
            operatorOfCamera = CameraOperator(
                station: style.station, plan: style.plan, ball: match.ball.ground, seed: settings.seed)
        }

        public mutating func next() -> SyntheticFrame? {
            guard index < settings.frameCount else { return nil }
            let interval = 1 / settings.frameRate
            let previous = renderer.view(of: operatorOfCamera)
            match.advance(by: interval)
            operatorOfCamera.advance(ball: match.ball.ground, by: interval)
            let frame = renderer.frame(
                match, view: renderer.view(of: operatorOfCamera), previous: previous, index: index,
                time: Double(index) * interval)
            index += 1
            return frame
        }
    }
}
