/// A search for the cuts of a clip in signatures of its analysed frames.
///
/// At a cut, the colours change far more than between the frames around it, and the two pictures don't match under any
/// camera movement. If the earlier picture returns within a moment, it was a flash or a fault rather than a cut.
///
/// A cut to another view of the same pitch hardly changes the colours. It is visible if the camera is calm: between two
/// frames, most cells change, and the pictures agree only in part or at a distance from the expected position.
struct ShotFinder {
    /// An analysed frame.
    typealias Frame = (index: Int, signature: FrameSignature)

    /// The lowest change of colours at a cut, and the lowest ratio to the usual change around it.
    private static let leastChange = 0.02
    private static let changeRatio = 3.0
    /// The number of frames on each side that determine the usual change.
    private static let neighbours = 8
    /// The share of the picture below which two frames may be separated by a cut, and the highest ratio to the
    /// agreement around it.
    static let cutShare = 0.4
    private static let shareRatio = 0.6
    /// The lowest change of luma in most cells at a cut, and the lowest ratio to the usual change around it.
    private static let leastDifference = 3
    private static let differenceRatio = 3
    /// The values for a calm camera.
    ///
    /// The camera is calm if adjacent frames agree in at least `calmShare`. A cut then has a share below
    /// `calmCutShare`, or moves by at least `jump` cells more than the frames around it, because no camera starts and
    /// stops so fast.
    private static let calmShare = 0.85
    private static let calmCutShare = 0.6
    private static let jump = 8
    /// The lowest share in which the pictures before and after a flash agree, and the longest flash in seconds.
    private static let sameShare = 0.5
    private static let longestFlash = 0.32

    let frames: [Frame]
    let frameRate: Double
    /// The distance between the colours of each frame and the next.
    private let changes: [Double]
    /// The distance between the luma of each frame's cells and the next frame's.
    private let differences: [Int]
    private var reliefs: [Int: (full: Relief, half: Relief)] = [:]
    private var matches: [Pair: ReliefMatch] = [:]

    private struct Pair: Hashable {
        let a: Int
        let b: Int
    }

    /// Prepares a search.
    ///
    /// - Parameters:
    ///   - frames: in ascending order of index.
    ///   - frameRate: the clip's frames per second.
    init(_ frames: [Frame], frameRate: Double) {
        self.frames = frames
        self.frameRate = frameRate
        changes = zip(frames, frames.dropFirst()).map { $0.signature.colourDistance(to: $1.signature) }
        differences = zip(frames, frames.dropFirst()).map { $0.signature.lumaDistance(to: $1.signature) }
    }

    /// Returns the positions in `frames` of the first frame of every shot but the first.
    ///
    /// - Parameter isTimeUp: called for every frame. Once it returns `true`, the cuts found so far are returned.
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

    /// Returns whether the colours change and the pictures don't match.
    private mutating func hasOtherColours(after i: Int) -> Bool {
        guard changes[i] > max(Self.leastChange, Self.changeRatio * Self.usual(changes, at: i)) else { return false }
        let share = share(i, i + 1)
        guard share < Self.cutShare else { return false }
        // If these pictures match none of their neighbours either, the colours alone decide.
        let around = [i - 2, i - 1, i + 1, i + 2].filter(changes.indices.contains).map { self.share($0, $0 + 1) }
        if let best = around.max(), share > Self.shareRatio * best { return false }
        return true
    }

    /// Returns whether the picture changes at once while the camera is calm before and after.
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

    /// Returns the median around a position.
    private static func usual<Value: Comparable & AdditiveArithmetic>(_ values: [Value], at i: Int) -> Value {
        let around = (max(0, i - neighbours)..<min(values.count, i + neighbours + 1)).filter { $0 != i }
        guard !around.isEmpty else { return .zero }
        return around.map { values[$0] }.sorted()[around.count / 2]
    }

    /// Returns whether a frame before matches a frame after.
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

    /// Returns the share in which two frames agree.
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
