import Geometry
public import Observations
import Tracking

/// A MOTChallenge sequence: `gt/gt.txt` or `gt.txt`, and beside it `seqinfo.ini` and `det/det.txt` where they are.
public struct MOTFolder: Sendable {
    /// The folder.
    public let path: String
    /// The name in `seqinfo.ini`, or else the folder's.
    public let name: String
    /// What `seqinfo.ini` says; nil without one.
    public let info: SequenceInfo?

    private let truthPath: String

    /// - Throws: `EvaluationError` where there is no ground truth.
    public init(path: String) throws(EvaluationError) {
        guard let truthPath = Self.truthPath(in: path) else {
            throw EvaluationError(.notFound, "A sequence holds gt/gt.txt; there is none here.", source: path)
        }
        self.path = path
        self.truthPath = truthPath
        info = TextFile.isFile(path + "/seqinfo.ini") ? try SequenceInfo(path: path + "/seqinfo.ini") : nil
        name = info?.name ?? TextFile.name(of: path)
    }

    /// Returns the sequences in a folder, by name; or the folder itself, if it is one.
    ///
    /// - Throws: `EvaluationError` where there is none.
    public static func all(in path: String) throws(EvaluationError) -> [MOTFolder] {
        if truthPath(in: path) != nil { return [try MOTFolder(path: path)] }
        var folders: [MOTFolder] = []
        for name in try TextFile.names(in: path) where truthPath(in: "\(path)/\(name)") != nil {
            folders.append(try MOTFolder(path: "\(path)/\(name)"))
        }
        guard !folders.isEmpty else {
            throw EvaluationError(.notFound, "There is no sequence with a gt/gt.txt in this folder.", source: path)
        }
        return folders
    }

    /// Reads the rows of the truth.
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

    /// Returns as many as `seqinfo.ini` says, or more if rows need them.
    private func frameCount(of rows: [MOTRow]...) -> Int {
        rows.joined().reduce(min(info?.frameCount ?? 0, 1_000_000)) { max($0, $1.frameIndex + 1) }
    }
}

extension MOTFolder {
    /// Puts this sequence's truth beside what a tracker gave for each frame.
    ///
    /// - Throws: `EvaluationError` if the truth can't be read, or no row of it counts.
    public func sequence(
        found: [[TrackedObject]], rules: MOTRules = .trackEval
    ) throws(EvaluationError) -> TrackingSequence {
        try sequence(truth: try truth(), found: Self.rows(of: found), rules: rules)
    }

    /// Puts this sequence's truth beside a result of it.
    ///
    /// MOTChallenge marks persons. So a ball in the subnet's JSON is left out, unless every row counts and the truth's own
    /// classes hold balls.
    /// - Throws: `EvaluationError` if the truth can't be read, or no row of it counts.
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

/// What a MOTChallenge `seqinfo.ini` says of a sequence.
public struct SequenceInfo: Hashable, Sendable {
    /// The sequence's name.
    public var name: String?
    /// Frames per second.
    public var frameRate: Double?
    /// Frames of the sequence.
    public var frameCount: Int?
    /// Pixels.
    public var width: Int?
    /// The frames' height in pixels.
    public var height: Int?

    /// - Throws: `EvaluationError` where the file can't be read. Lines that say nothing known are passed over.
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
