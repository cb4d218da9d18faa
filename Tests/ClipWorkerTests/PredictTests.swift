import Foundation
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

    /// The file ends after its header: it is refused for its size before anything of it is decoded.
    @Test func aPictureThatIsTooLargeIsNotDecoded() {
        let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        let header: [UInt8] = [0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0x13, 0x88, 0, 0, 0x0f, 0xa0, 8, 2, 0, 0, 0]
        let error = #expect(throws: ChallengeFailure.self) {
            try PredictRun.picture(signature + header, of: PredictRequest.Frame(frameID: 7))
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message == "Frame 7 has 5000x4000 pixels; scale it to 4K or less.")
    }

    @Test(arguments: [Double.nan, .infinity]) func aConfidenceThatIsNoNumberIsZero(_ confidence: Double) throws {
        let box = Box(x1: 1, y1: 2, x2: .nan, y2: .infinity)
        let frame = PredictFormat.Frame(
            id: 1, objects: [Detection(box: box, objectClass: .player, confidence: confidence)], keypoints: [])
        let bytes = PredictFormat.encode([frame], keypointCount: 0)
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""conf": 0.0}"#))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
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
