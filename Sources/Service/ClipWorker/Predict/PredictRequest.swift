import Foundation

/// The body of `/predict`: the URL of a clip, or a list of pictures.
package struct PredictRequest: Decodable, Sendable {
    struct Frame: Decodable, Sendable {
        var frameID: Int
        var url: String?
        /// A JPEG or PNG file in Base64, optionally as a `data:` URL.
        var data: String?

        enum CodingKeys: String, CodingKey {
            case frameID = "frame_id"
            case url, data
        }

        /// Decodes the picture's file if the request contains it. Throws `invalidRequest` if it is not Base64.
        func bytes() throws -> [UInt8]? {
            guard let data else { return nil }
            let text = data.hasPrefix("data:") ? data.drop { $0 != "," }.dropFirst() : data[...]
            guard let bytes = Data(base64Encoded: String(text)) else {
                throw ChallengeFailure(.invalidRequest, "The data of frame \(frameID) is not valid Base64.")
            }
            return Array(bytes)
        }
    }

    /// Options of the request. `batch_size` is ignored, because the operator chooses the batch size.
    struct Meta: Decodable, Sendable {
        var keypointCount: Int?

        enum CodingKeys: String, CodingKey {
            case keypointCount = "n_keypoints"
        }
    }

    var url: String?
    var frames: [Frame]?
    var meta: Meta?

    /// The longest body, in bytes; it may carry pictures.
    package static let longestBody = 32 << 20
    /// The largest number of pictures in one request.
    static let mostPictures = 512
    /// The largest size of a picture's file, in bytes.
    static let longestPicture = 16 << 20
    /// The largest size of a picture, in pixels: slightly more than 4K.
    static let mostPixels = 4096 * 2304
    /// The largest value of `n_keypoints`.
    static let mostKeypoints = 1024

    /// Parses a body. Throws `invalidRequest` (HTTP 422) if it is malformed.
    init(_ body: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(body))
        } catch {
            throw ChallengeFailure(
                .invalidRequest, "The body must be {\"url\": …} or {\"frames\": [{\"frame_id\", …}]}.")
        }
        guard (url == nil) != (frames == nil) else {
            throw ChallengeFailure(.invalidRequest, "Give either url or frames.")
        }
        if let frames {
            guard (1...Self.mostPictures).contains(frames.count) else {
                throw ChallengeFailure(
                    .invalidRequest, "The request has \(frames.count) frames; send 1 to \(Self.mostPictures).")
            }
            guard frames.allSatisfy({ ($0.url == nil) != ($0.data == nil) }) else {
                throw ChallengeFailure(.invalidRequest, "Give each frame either url or data.")
            }
        }
        guard (0...Self.mostKeypoints).contains(keypointCount) else {
            throw ChallengeFailure(.invalidRequest, "n_keypoints must be from 0 to \(Self.mostKeypoints).")
        }
    }

    /// The number of keypoints in each frame of the response.
    var keypointCount: Int { meta?.keypointCount ?? 32 }
}
