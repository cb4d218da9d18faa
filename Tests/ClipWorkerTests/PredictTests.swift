import Geometry
import Observations
import Testing

@testable import ClipWorker

@Suite struct PredictTests {
    @Test func predictionsAreWholePixels() throws {
        let frame = PredictFormat.Frame(
            id: 3,
            objects: [
                Detection(box: Box(x1: 1.4, y1: 2.5, x2: 10.6, y2: 20), objectClass: .referee, confidence: 0.91239)
            ],
            keypoints: [Keypoint(point: Point(5.5, 6.4), confidence: 0.9), .absent])
        let text = String(decoding: PredictFormat.encode([frame], keypointCount: 4), as: UTF8.self)
        #expect(
            text == """
                {"success": true, "predictions": {"frames": [{"frame_id": 3, "boxes": [{"x1": 1, "y1": 3, "x2": 11, \
                "y2": 20, "cls_id": 3, "conf": 0.912}], "polygons": [], \
                "keypoints": [[6, 6], [0, 0], [0, 0], [0, 0]]}]}, "error": null}
                """)
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"url": "a", "frames": []}"#, #"{"frames": []}"#, #"{"frames": [{"frame_id": 1}]}"#,
        #"{"frames": [{"url": "a"}]}"#, #"{"url": "a", "meta": {"n_keypoints": 100000}}"#,
        #"{"frames": [{"frame_id": 1, "url": "a", "data": "b"}]}"#,
    ])
    func whatPredictDoesNotTakeIsRefused(_ body: String) {
        let error = #expect(throws: ChallengeFailure.self) { try PredictRequest(Array(body.utf8)) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func picturesMayComeAsDataURLs() throws {
        let body = #"{"frames": [{"frame_id": 1, "data": "data:image/png;base64,AQID"}], "meta": {"n_keypoints": 8}}"#
        let request = try PredictRequest(Array(body.utf8))
        #expect(try request.frames?.first?.bytes() == [1, 2, 3])
        #expect(request.keypointCount == 8)
    }

    /// How many pictures the model takes at once isn't for the request to say.
    @Test(arguments: ["64", "-1", "null", #""many""#, "[1]", "1e99"])
    func theBatchSizeIsIgnored(_ value: String) throws {
        let body = #"{"url": "a", "meta": {"batch_size": \#(value), "n_keypoints": 8}}"#
        #expect(try PredictRequest(Array(body.utf8)).keypointCount == 8)
    }
}
