import Geometry
public import Observations

/// A MOTChallenge sequence: `gt/gt.txt` or `gt.txt`, and beside it `seqinfo.ini` and `det/det.txt` where they are.
public struct MOTFolder: Sendable {
    public let path: String
    public let name: String
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

    /// The sequences in a folder, by name; or the folder itself, where it is one.
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

    public func truth() throws(EvaluationError) -> [MOTRow] {
        try MOTRow.read(path: truthPath)
    }

    /// The detections of each frame in `det/det.txt`, as players.
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

    /// As many as `seqinfo.ini` says, or more where rows say so.
    func frameCount(of rows: [MOTRow]...) -> Int {
        rows.joined().reduce(min(info?.frameCount ?? 0, 1_000_000)) { max($0, $1.frameIndex + 1) }
    }
}
