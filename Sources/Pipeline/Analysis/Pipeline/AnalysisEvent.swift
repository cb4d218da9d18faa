public import Results

/// An event that an analysis reports to its observer.
public enum AnalysisEvent: Sendable {
    /// The clip is open. `frameCount` is the container's estimate; `nil` if it gives none.
    case opened(clip: ClipResult.ClipFacts, frameCount: Int?)
    /// A notice for the operator, one sentence.
    case notice(String)
    /// The first `frames` frames of the clip are decoded.
    case decoded(frames: Int)
    /// The model has analysed another frame. `frames` is the number of finished frames, including those between
    /// analysed ones.
    case progress(frames: Int)
}
