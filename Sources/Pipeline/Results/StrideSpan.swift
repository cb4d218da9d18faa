/// A range of frames that were analysed at one stride.
public struct StrideSpan: Hashable, Sendable {
    /// The index of the first frame with this stride.
    public var firstFrame: Int
    /// The stride N: every Nth frame was analysed.
    public var stride: Int

    /// Makes a span.
    public init(firstFrame: Int, stride: Int) {
        self.firstFrame = firstFrame
        self.stride = stride
    }

    /// Returns the spans in the indices of the analysed frames. `first` is the stride if there are fewer than two
    /// frames.
    public static func spans(of indices: [Int], first: Int) -> [StrideSpan] {
        var spans: [StrideSpan] = []
        for (a, b) in zip(indices, indices.dropFirst()) where spans.last?.stride != b - a {
            spans.append(StrideSpan(firstFrame: a, stride: b - a))
        }
        return spans.isEmpty ? [StrideSpan(firstFrame: indices.first ?? 0, stride: first)] : spans
    }
}
