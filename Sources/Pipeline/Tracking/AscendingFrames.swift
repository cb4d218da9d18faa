extension Array {
    /// Returns the frames of a clip that the caller analysed, in ascending order of index.
    ///
    /// Drops frames outside the clip, and each frame whose index isn't greater than those before it.
    func ascendingFrames(in clip: Range<Int>, index: (Element) -> Int) -> [Element] {
        var next = clip.lowerBound
        return filter { frame in
            let place = index(frame)
            guard place >= next, place < clip.upperBound else { return false }
            next = place + 1
            return true
        }
    }
}
