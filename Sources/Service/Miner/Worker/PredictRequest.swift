import Foundation

/// The body of `/predict`: a clip's URL, or pictures.
struct PredictRequest: Decodable, Sendable {
    struct Frame: Decodable, Sendable {
        var frameID: Int
        var url: String?
        /// Base64 of a JPEG or PNG, perhaps with `data:…,` before it.
        var data: String?

        enum CodingKeys: String, CodingKey {
            case frameID = "frame_id"
            case url, data
        }

        /// The file's bytes, where it came with the request. Throws `invalidRequest`.
        func bytes() throws -> [UInt8]? {
            guard let data else { return nil }
            let text = data.hasPrefix("data:") ? data.drop { $0 != "," }.dropFirst() : data[...]
            guard let bytes = Data(base64Encoded: String(text)) else {
                throw MinerFailure(.invalidRequest, "The data of frame \(frameID) isn't base64.")
            }
            return Array(bytes)
        }
    }

    /// `batch_size` isn't read, whatever it is: how many pictures the model takes at once is the operator's choice.
    struct Meta: Decodable, Sendable {
        var keypointCount: Int?

        enum CodingKeys: String, CodingKey {
            case keypointCount = "n_keypoints"
        }
    }

    var url: String?
    var frames: [Frame]?
    var meta: Meta?

    /// Pictures in one request.
    static let mostPictures = 512
    /// Bytes of a picture's file.
    static let longestPicture = 16 << 20
    /// Pixels of a picture: a little more than 4K.
    static let mostPixels = 4096 * 2304
    static let mostKeypoints = 1024

    /// Reads a body. Throws `invalidRequest`.
    init(_ body: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(body))
        } catch {
            throw MinerFailure(.invalidRequest, "The body isn't {\"url\": …} or {\"frames\": [{\"frame_id\", …}]}.")
        }
        guard (url == nil) != (frames == nil) else {
            throw MinerFailure(.invalidRequest, "Give either url or frames.")
        }
        if let frames {
            guard (1...Self.mostPictures).contains(frames.count) else {
                throw MinerFailure(
                    .invalidRequest, "\(frames.count) frames were given; 1 to \(Self.mostPictures) are taken.")
            }
            guard frames.allSatisfy({ ($0.url == nil) != ($0.data == nil) }) else {
                throw MinerFailure(.invalidRequest, "Give each frame either url or data.")
            }
        }
        guard (0...Self.mostKeypoints).contains(keypointCount) else {
            throw MinerFailure(.invalidRequest, "n_keypoints is out of range; 0 to \(Self.mostKeypoints) are given.")
        }
    }

    /// Keypoints in each frame's answer.
    var keypointCount: Int { meta?.keypointCount ?? 32 }
}
