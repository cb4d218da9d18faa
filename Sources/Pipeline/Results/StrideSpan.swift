/// Frames of a clip that were analysed at one stride.
public struct StrideSpan: Hashable, Sendable {
    /// The frame index from which on it was so.
    public var firstFrame: Int
    public var stride: Int

    public init(firstFrame: Int, stride: Int) {
        self.firstFrame = firstFrame
        self.stride = stride
    }

    /// The spans that the indices of the analysed frames tell of; `first` is the stride where there is only one.
    public static func spans(of indices: [Int], first: Int) -> [StrideSpan] {
        var spans: [StrideSpan] = []
        for (a, b) in zip(indices, indices.dropFirst()) where spans.last?.stride != b - a {
            spans.append(StrideSpan(firstFrame: a, stride: b - a))
        }
        return spans.isEmpty ? [StrideSpan(firstFrame: indices.first ?? 0, stride: first)] : spans
    }
}
