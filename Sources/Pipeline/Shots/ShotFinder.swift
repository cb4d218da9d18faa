/// Finds where a clip is cut, from signatures of its analysed frames.
///
/// A cut changes the colours far more than frames around it do, and nothing of the one picture lies on the other
/// however the camera may have moved. What comes back within a moment was a flash or a fault, not a cut.
///
/// A cut to another view of the same ground changes hardly any colours. It shows where the camera is calm: from one
/// frame to the next most cells change, and the picture agrees in part only, or lies far from where the camera was.
struct ShotFinder {
    /// One analysed frame.
    typealias Frame = (index: Int, signature: FrameSignature)

    /// The colours change at a cut by more than this, and by so many times what they change around it.
    private static let leastChange = 0.02
    private static let changeRatio = 3.0
    /// Neighbours on each side that tell what is usual.
    private static let neighbours = 8
    /// The part of a picture that agrees with the next: less at a cut, and that share of what agrees around it.
    static let cutShare = 0.4
    private static let shareRatio = 0.6
    /// The luma of most cells changes at a cut by more than so many steps, and by so many times what it does around it.
    private static let leastDifference = 3
    private static let differenceRatio = 3
    /// Where neighbours agree in this part, the camera is calm. Then less than the second is a cut, or a movement by so
    /// many cells more than around it: no camera starts and stops so fast.
    private static let calmShare = 0.85
    private static let calmCutShare = 0.6
    private static let jump = 8
    /// Pictures on both sides of a flash agree in this part, and are at most so many seconds apart.
    private static let sameShare = 0.5
    private static let longestFlash = 0.32

    let frames: [Frame]
    let frameRate: Double
    /// How far the colours of each frame are from the next one's.
    private let changes: [Double]
    /// How far the luma of each frame's cells is from the next one's.
    private let differences: [Int]
    private var reliefs: [Int: (full: Relief, half: Relief)] = [:]
    private var matches: [Pair: ReliefMatch] = [:]

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
        changes = zip(frames, frames.dropFirst()).map { $0.signature.colourDistance(to: $1.signature) }
        differences = zip(frames, frames.dropFirst()).map { $0.signature.lumaDistance(to: $1.signature) }
    }

    /// The positions in `frames` of the first frame of each shot after the first.
    /// - Parameter isTimeUp: asked for every frame; once it is, those found so far are returned.
    mutating func cuts(isTimeUp: () -> Bool = { false }) -> [Int] {
        var cuts: [Int] = []
        for i in changes.indices where !isTimeUp() && isCut(after: i) { cuts.append(i + 1) }
        return (cuts + dissolves(between: cuts, isTimeUp: isTimeUp)).sorted()
    }

    private mutating func isCut(after i: Int) -> Bool {
        if hasOtherColours(after: i), !isFlash(after: i, isSame: { $0.share >= Self.sameShare }) { return true }
        return isBreakInCalm(after: i)
            && !isFlash(after: i) { $0.share >= Self.calmShare && $0.shift.distance(to: .init()) < Self.jump }
    }

    /// Whether the colours change, and nothing lies on the picture before.
    private mutating func hasOtherColours(after i: Int) -> Bool {
        guard changes[i] > max(Self.leastChange, Self.changeRatio * Self.usual(changes, at: i)) else { return false }
        let share = share(i, i + 1)
        guard share < Self.cutShare else { return false }
        // Where pictures agree with none of their neighbours anyway, the colours alone have spoken.
        let around = [i - 2, i - 1, i + 1, i + 2].filter(changes.indices.contains).map { self.share($0, $0 + 1) }
        if let best = around.max(), share > Self.shareRatio * best { return false }
        return true
    }

    /// Whether the picture changes at once while the camera was calm before and is after.
    private mutating func isBreakInCalm(after i: Int) -> Bool {
        guard differences[i] > max(Self.leastDifference, Self.differenceRatio * Self.usual(differences, at: i)),
            differences.indices.contains(i - 1), differences.indices.contains(i + 1)
        else { return false }
        let around = [i - 2, i - 1, i + 1, i + 2].filter(changes.indices.contains).map { match($0, $0 + 1) }
        guard around.allSatisfy({ $0.share >= Self.calmShare }) else { return false }
        let found = match(i, i + 1)
        return found.share < Self.calmCutShare
            || around.allSatisfy { found.shift.distance(to: $0.shift) >= Self.jump }
    }

    /// The median around a position.
    private static func usual<Value: Comparable & AdditiveArithmetic>(_ values: [Value], at i: Int) -> Value {
        let around = (max(0, i - neighbours)..<min(values.count, i + neighbours + 1)).filter { $0 != i }
        guard !around.isEmpty else { return .zero }
        return around.map { values[$0] }.sorted()[around.count / 2]
    }

    /// Whether a picture from before agrees with one from after.
    private mutating func isFlash(after i: Int, isSame: (ReliefMatch) -> Bool) -> Bool {
        for start in stride(from: i, through: max(0, i - Self.neighbours), by: -1) {
            for end in i + 1..<min(frames.count, i + 2 + Self.neighbours) where end - start > 1 {
                let seconds = Double(frames[end].index - frames[start].index) / frameRate
                guard seconds <= Self.longestFlash || end - start == 2 else { break }
                if isSame(match(start, end)) { return true }
            }
        }
        return false
    }

    /// What part of two frames agrees.
    mutating func share(_ a: Int, _ b: Int) -> Double { match(a, b).share }

    private mutating func match(_ a: Int, _ b: Int) -> ReliefMatch {
        let pair = Pair(a: a, b: b)
        if let known = matches[pair] { return known }
        let match = ReliefMatch(relief(a), relief(b))
        matches[pair] = match
        return match
    }

    private mutating func relief(_ i: Int) -> (full: Relief, half: Relief) {
        if let known = reliefs[i] { return known }
        let full = Relief(of: frames[i].signature)
        let relief = (full, full.halved)
        reliefs[i] = relief
        return relief
    }
}
