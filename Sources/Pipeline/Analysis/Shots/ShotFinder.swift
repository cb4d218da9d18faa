/// Finds where a clip is cut, from sketches of its analysed frames.
///
/// A cut changes the colours far more than frames around it do, and nothing of the one picture lies on the other
/// however the camera may have moved. What comes back within a moment was a flash or a fault, not a cut.
struct ShotFinder {
    /// One analysed frame.
    typealias Frame = (index: Int, sketch: PictureSketch)

    /// The colours change at a cut by more than this, and by so many times what they change around it.
    private static let leastChange = 0.02
    private static let changeRatio = 3.0
    /// Neighbours on each side that tell what is usual.
    private static let neighbours = 8
    /// The part of a picture that agrees with the next: less at a cut, and that share of what agrees around it.
    static let cutShare = 0.4
    private static let shareRatio = 0.6
    /// Pictures on both sides of a flash agree in this part, and are at most so many seconds apart.
    private static let sameShare = 0.5
    private static let longestFlash = 0.32

    let frames: [Frame]
    let frameRate: Double
    /// How far the colours of each frame are from the next one's.
    private let changes: [Double]
    private var reliefs: [Int: (full: Relief, half: Relief)] = [:]
    private var shares: [Pair: Double] = [:]

    private struct Pair: Hashable {
        let a: Int
        let b: Int
    }

    /// - Parameters:
    ///   - frames: in ascending order.
    ///   - frameRate: frames per second of the clip.
    init(_ frames: [Frame], frameRate: Double) {
        self.frames = frames
        self.frameRate = frameRate
        changes = zip(frames, frames.dropFirst()).map { $0.sketch.colourDistance(to: $1.sketch) }
    }

    /// The positions in `frames` of the first frame of each shot after the first.
    /// - Parameter isTimeUp: asked for every frame; once it is, those found so far are returned.
    mutating func cuts(isTimeUp: () -> Bool = { false }) -> [Int] {
        var cuts: [Int] = []
        for i in changes.indices where !isTimeUp() && isCut(after: i) { cuts.append(i + 1) }
        return (cuts + dissolves(between: cuts, isTimeUp: isTimeUp)).sorted()
    }

    private mutating func isCut(after i: Int) -> Bool {
        guard changes[i] > max(Self.leastChange, Self.changeRatio * usualChange(at: i)) else { return false }
        let share = share(i, i + 1)
        guard share < Self.cutShare else { return false }
        // Where pictures agree with none of their neighbours anyway, the colours alone have spoken.
        let around = [i - 2, i - 1, i + 1, i + 2].filter(changes.indices.contains).map { self.share($0, $0 + 1) }
        if let best = around.max(), share > Self.shareRatio * best { return false }
        return !isFlash(after: i)
    }

    private func usualChange(at i: Int) -> Double {
        let around = (max(0, i - Self.neighbours)..<min(changes.count, i + Self.neighbours + 1)).filter { $0 != i }
        guard !around.isEmpty else { return 0 }
        return around.map { changes[$0] }.sorted()[around.count / 2]
    }

    /// Whether a picture from before agrees with one from after.
    private mutating func isFlash(after i: Int) -> Bool {
        for start in stride(from: i, through: max(0, i - Self.neighbours), by: -1) {
            for end in i + 1..<min(frames.count, i + 2 + Self.neighbours) where end - start > 1 {
                let seconds = Double(frames[end].index - frames[start].index) / frameRate
                guard seconds <= Self.longestFlash || end - start == 2 else { break }
                if share(start, end) >= Self.sameShare { return true }
            }
        }
        return false
    }

    /// What part of two frames agrees.
    mutating func share(_ a: Int, _ b: Int) -> Double {
        let pair = Pair(a: a, b: b)
        if let known = shares[pair] { return known }
        let share = ReliefMatch(relief(a), relief(b)).share
        shares[pair] = share
        return share
    }

    private mutating func relief(_ i: Int) -> (full: Relief, half: Relief) {
        if let known = reliefs[i] { return known }
        let full = Relief(of: frames[i].sketch)
        let relief = (full, full.halved)
        reliefs[i] = relief
        return relief
    }
}
