/// Where a clip is cut: which frames one camera filmed without a break.
struct Shots: Sendable {
    /// First frames of the shots after the first, ascending.
    private let starts: [Int]

    init(starts: [Int]) {
        self.starts = starts.sorted()
    }

    /// Whether no cut lies between two frames.
    func areTogether(_ a: Int, _ b: Int) -> Bool { shot(of: a) == shot(of: b) }

    /// The last frame of the shot that a frame is in; nil in the last shot.
    func lastFrame(ofShotWith frame: Int) -> Int? {
        let shot = shot(of: frame)
        return starts.indices.contains(shot) ? starts[shot] - 1 : nil
    }

    /// The number of the shot that a frame is in, from 0.
    func shot(of frame: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= frame { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
