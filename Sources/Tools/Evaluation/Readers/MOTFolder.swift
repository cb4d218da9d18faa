import Geometry
public import Observations
import Tracking

/// A MOTChallenge sequence: `gt/gt.txt` or `gt.txt`, and optionally `seqinfo.ini` and `det/det.txt`.
public struct MOTFolder: Sendable {
    /// The path of the folder.
    public let path: String
    /// The name in `seqinfo.ini`, or the folder's name.
    public let name: String
    /// The contents of `seqinfo.ini`; `nil` if there is none.
    public let info: SequenceInfo?

    private let truthPath: String

    /// Opens a sequence. Throws `EvaluationError` if there is no ground truth.
    public init(path: String) throws(EvaluationError) {
        guard let truthPath = Self.truthPath(in: path) else {
            throw EvaluationError(.notFound, "A sequence contains gt/gt.txt; this folder does not.", source: path)
        }
        self.path = path
        self.truthPath = truthPath
        info = TextFile.isFile(path + "/seqinfo.ini") ? try SequenceInfo(path: path + "/seqinfo.ini") : nil
        name = info?.name ?? TextFile.name(of: path)
    }

    /// Returns the sequences in a folder, by name, or the folder itself if it is one.
    ///
    /// - Throws: `EvaluationError` if there are none.
    public static func all(in path: String) throws(EvaluationError) -> [MOTFolder] {
        if truthPath(in: path) != nil { return [try MOTFolder(path: path)] }
        var folders: [MOTFolder] = []
        for name in try TextFile.names(in: path) where truthPath(in: "\(path)/\(name)") != nil {
            folders.append(try MOTFolder(path: "\(path)/\(name)"))
        }
        guard !folders.isEmpty else {
            throw EvaluationError(.notFound, "This folder contains no sequence with a gt/gt.txt.", source: path)
        }
        return folders
    }

    /// Reads the rows of the ground truth.
    public func truth() throws(EvaluationError) -> [MOTRow] {
        try MOTRow.read(path: truthPath)
    }

    /// Reads the detections of each frame in `det/det.txt`, as players.
    public func detections() throws(EvaluationError) -> [[Detection]] {
        let rows = try MOTRow.read(path: path + "/det/det.txt")
        var frames = [[Detection]](repeating: [], count: frameCount(of: rows))
        for row in rows {
            frames[row.frameIndex].append(Detection(box: row.box, objectClass: .player, confidence: row.mark))
        }
        return frames
    }

    private static func truthPath(in path: String) -> String? {
        [path + "/gt/gt.txt", path + "/gt.txt"].first(where: TextFile.isFile)
    }

    /// Returns the number of frames in `seqinfo.ini`, or a larger one if the rows need it.
    private func frameCount(of rows: [MOTRow]...) -> Int {
        rows.joined().reduce(min(info?.frameCount ?? 0, 1_000_000)) { max($0, $1.frameIndex + 1) }
    }
}

extension MOTFolder {
    /// Combines the truth of this sequence with the boxes that a tracker returned for each frame.
    ///
    /// - Throws: `EvaluationError` if the truth cannot be read, or none of its rows counts.
    public func sequence(
        found: [[TrackedObject]], rules: MOTRules = .trackEval
    ) throws(EvaluationError) -> TrackingSequence {
        try sequence(truth: try truth(), found: Self.rows(of: found), rules: rules)
    }

    /// Combines the truth of this sequence with a result.
    ///
    /// MOTChallenge labels persons. Balls in the subnet's JSON are therefore ignored, unless every row counts and the
    /// classes of the truth include balls.
    ///
    /// - Throws: `EvaluationError` if the truth cannot be read, or none of its rows counts.
    public func sequence(
        found result: ResultFile, rules: MOTRules = .trackEval
    ) throws(EvaluationError) -> TrackingSequence {
        let truth = try truth()
        switch result {
        case .tracks(let rows): return try sequence(truth: truth, found: rows, rules: rules)
        case .clip(let observations):
            let hasBalls = rules == .everyRow && truth.contains { $0.classID == ObjectClass.ball.rawValue }
            let objects = observations.objectsByFrame.map { frame in
                frame.filter { hasBalls || $0.detection.objectClass.isPerson }
            }
            return try sequence(truth: truth, found: Self.rows(of: objects), rules: rules)
        }
    }

    private func sequence(
        truth: [MOTRow], found: [MOTRow], rules: MOTRules
    ) throws(EvaluationError) -> TrackingSequence {
        try TrackingSequence(
            name: name, truth: truth, found: found, frameCount: frameCount(of: truth, found), rules: rules,
            source: truthPath)
    }

    private static func rows(of frames: [[TrackedObject]]) -> [MOTRow] {
        frames.enumerated().flatMap { index, objects in
            objects.map {
                MOTRow(frameIndex: index, id: $0.id, box: $0.detection.box, mark: $0.detection.confidence)
            }
        }
    }
}

/// The contents of a MOTChallenge `seqinfo.ini`.
public struct SequenceInfo: Hashable, Sendable {
    /// The sequence's name.
    public var name: String?
    /// The frame rate in frames per second.
    public var frameRate: Double?
    /// The number of frames.
    public var frameCount: Int?
    /// The frames' width in pixels.
    public var width: Int?
    /// The frames' height in pixels.
    public var height: Int?

    /// Reads a file and ignores unknown lines. Throws `EvaluationError` if it cannot be read.
    public init(path: String) throws(EvaluationError) {
        self.init(text: String(decoding: try TextFile.bytes(of: path), as: UTF8.self))
    }

    init(text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = String(parts[1].filter { !$0.isWhitespace })
            switch parts[0].filter({ !$0.isWhitespace }) {
            case "name": name = value
            case "frameRate": frameRate = Double(value)
            case "seqLength": frameCount = Int(value)
            case "imWidth": width = Int(value)
            case "imHeight": height = Int(value)
            default: break
            }
        }
    }
}
