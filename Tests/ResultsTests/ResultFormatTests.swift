import Foundation
import Geometry
import Media
import Observations
import Pitch
import Platform
import Testing

@testable import Results

@Suite struct ResultFormatTests {
    private let result: ClipResult = {
        let detection = Detection(
            box: Box(x1: 10.04, y1: 20, x2: 30.25, y2: 80.06), objectClass: .goalkeeper, confidence: 0.91234)
        let referee = Detection(box: Box(x1: 1, y1: 2, x2: 3, y2: 4), objectClass: .referee, confidence: 0.5)
        var keypoints = [Keypoint](repeating: .absent, count: 32)
        keypoints[2] = Keypoint(point: Point(100.55, 7), confidence: 0.8)
        let pitch = PitchView.estimate(keypoints: Self.regulationSeenFlat, width: 1280, height: 720)
        let frames = [
            FrameResult(
                index: 0, objects: [TrackedObject(id: 3, detection: detection, team: 1)], keypoints: keypoints,
                pitch: pitch),
            FrameResult(index: 1, objects: [], keypoints: []),
            FrameResult(index: 2, objects: [TrackedObject(id: 4, detection: referee)], keypoints: []),
        ]
        return ClipResult(
            challengeID: "a \"b\"\n", frames: frames,
            clip: .init(width: 1280, height: 720, frameRate: 25, codec: "h264"),
            settings: .init(frameStride: 2, batchSize: 1, imageSize: 640, fill: "interpolate"),
            model: "m 1", processingTime: 1.5, timings: StageTimings(),
            strides: [StrideSpan(firstFrame: 0, stride: 2)],
            shots: [ShotSpan(firstFrame: 0, lastFrame: 1), ShotSpan(firstFrame: 2, lastFrame: 2)])
    }()

    /// The vertices of a real pitch as a camera straight above would see them, 10 pixels a metre.
    private static let regulationSeenFlat = PitchPlan.regulation.vertices.map {
        Keypoint(point: Point($0.x * 10 + 20, $0.y * 10 + 20), confidence: 0.9)
    }

    @Test func challengeIsTheSubnetsJSON() throws {
        let read = try ResultDocument(json: ResultFormat.challenge.encode(result))
        #expect(read.challengeID == "a \"b\"\n")
        #expect(read.processingTime == 1.5)
        #expect(read.frames.map(\.frameNumber) == [0, 1, 2])
        #expect(read.frames.allSatisfy { $0.keypoints?.count == 32 })
        let keypoints = try #require(read.frames[0].keypoints)
        #expect(keypoints[2] == [100.6, 7] || keypoints[2] == [100.5, 7])
        #expect(keypoints[0] == [0, 0])
        let object = try #require(read.frames[0].objects.first)
        #expect(object.id == 3 && object.classID == 1 && object.confidence == 0.912)
        #expect(zip(object.bbox, [10.0, 20, 30.3, 80.1]).allSatisfy { abs($0 - $1) < 0.051 })
        #expect(read.frames[1].objects.isEmpty)
        #expect(read.shots?.map(\.fromFrame) == [0, 2] && read.shots?.map(\.toFrame) == [1, 2])
        #expect(read.model == "m 1" && read.clip?.frameCount == 3 && read.clip?.endedEarly == false)
        #expect(read.settings?.imageSize == 640 && read.settings?.strides.map(\.stride) == [2])
    }

    @Test func aTeamIsGivenWhereItIsKnown() throws {
        let json = String(decoding: ResultFormat.challenge.encode(result), as: UTF8.self)
        let read = try ResultDocument(json: Array(json.utf8))
        #expect(read.frames[0].objects.map(\.team) == [1] && read.frames[2].objects.map(\.team) == [nil])
        // A reader of the subnet's format never meets a null.
        #expect(!json.contains("null"))
    }

    /// The fast writer and `Codable` agree on names and values.
    @Test func aReadResultEncodesToTheSameDocument() throws {
        let read = try ResultDocument(json: ResultFormat.challenge.encode(result))
        #expect(try ResultDocument(json: JSONEncoder().encode(read)) == read)
        let written = try #require(
            try JSONSerialization.jsonObject(with: Data(ResultFormat.challenge.encode(result))) as? NSDictionary)
        let encoded = try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(read)) as? NSDictionary)
        #expect(written == encoded)
    }

    @Test(arguments: [
        (#"{"challenge_id": "a"}"#, #""frames" is missing"#),
        (
            #"{"frames": [{"frame_number": "x", "objects": []}]}"#,
            "a value has the wrong type at frames/Index 0/frame_number"
        ),
        ("[1", "it can't be parsed"),
    ])
    func whatIsNoResultIsExplained(json: String, explanation: String) {
        let error = #expect(throws: ResultDocumentError.self) { try ResultDocument(json: Array(json.utf8)) }
        #expect(error?.description == explanation)
    }

    @Test func theSummaryTellsHowManyShots() {
        #expect(ResultSummary(result).text.contains(", 2 ids, 2 shots;"))
    }

    @Test func motCountsFramesFromOne() {
        let text = String(decoding: ResultFormat.mot.encode(result), as: UTF8.self)
        #expect(text == "1,3,10.04,20,20.21,60.06,0.912,1,1\n3,4,1,2,2,2,0.5,3,1\n")
    }

    @Test func csvHasMetres() throws {
        let text = String(decoding: ResultFormat.csv.encode(result), as: UTF8.self)
        let rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.count == 3 && Set(rows.map(\.count)).count == 1)
        #expect(rows[1][3] == "goalkeeper")
        // The box's foot is at (20.1, 80.1): at the left goal line, 6 m from the corner, on a pitch 68 m wide that the
        // template makes 70.
        let x = try #require(Double(rows[1][9]))
        let y = try #require(Double(rows[1][10]))
        #expect(abs(x - 0.01) < 0.1 && abs(y - 6.0) < 0.5)
        #expect(rows.map { $0[11] } == ["team", "1", ""])
    }

    @Test(arguments: [
        (0.0, 1, "0"), (-0.04, 1, "0"), (-1.25, 1, "-1.3"), (12.5, 3, "12.5"), (0.001, 3, "0.001"),
        (1280, 1, "1280"), (Double.nan, 1, "0"), (Double.infinity, 2, "0"), (0.9996, 3, "1"),
    ])
    func numbersAreShort(value: Double, decimals: Int, text: String) {
        var buffer = TextBuffer()
        buffer.append(value, decimals: decimals)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == text)
    }
}
