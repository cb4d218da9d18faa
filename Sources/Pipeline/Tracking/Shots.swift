/// The cuts of a clip, which divide its frames into shots.
struct Shots: Sendable {
    /// The first frames of all shots but the first, in ascending order.
    private let starts: [Int]

    init(starts: [Int]) {
        self.starts = starts.sorted()
    }

    /// Returns whether two frames are in the same shot.
    func areTogether(_ a: Int, _ b: Int) -> Bool { shot(of: a) == shot(of: b) }

    /// Returns the last frame of the shot that contains a frame; `nil` for the last shot.
    func lastFrame(ofShotWith frame: Int) -> Int? {
        let shot = shot(of: frame)
        return starts.indices.contains(shot) ? starts[shot] - 1 : nil
    }

    /// Returns the number of the shot that contains a frame, from 0.
    func shot(of frame: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= frame { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
