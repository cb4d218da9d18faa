public import Results

/// What an analysis tells whoever watches it.
public enum AnalysisEvent: Sendable {
    /// The clip is open. `frameCount` is what the container says, not yet counted.
    case opened(clip: ClipResult.ClipFacts, frameCount: Int?)
    /// Something that an operator should know, a sentence.
    case notice(String)
    /// The clip is decoded up to so many of its frames.
    case decoded(frames: Int)
    /// The model has seen another picture. So many of the clip's frames are done, those between analysed ones included.
    case progress(frames: Int)
}
