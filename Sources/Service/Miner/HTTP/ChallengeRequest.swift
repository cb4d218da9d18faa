import ClipWorker
import Foundation

/// The body of `POST /soccer/challenge`. Unknown fields are ignored.
struct ChallengeRequest: Decodable, Sendable {
    let challengeID: String
    let videoURL: String

    /// The longest challenge id, in bytes of UTF-8.
    static let longestID = 256

    private enum CodingKeys: String, CodingKey {
        case challengeID = "challenge_id"
        case videoURL = "video_url"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        // Some validators send the challenge id as a number.
        if let number = try? values.decode(Int.self, forKey: .challengeID) {
            challengeID = "\(number)"
        } else {
            challengeID = try values.decode(String.self, forKey: .challengeID)
        }
        videoURL = try values.decode(String.self, forKey: .videoURL)
    }

    /// Parses a body. Throws `invalidRequest` (HTTP 422) if it is malformed.
    init(_ body: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(body))
        } catch DecodingError.keyNotFound(let key, _) {
            throw ChallengeFailure(.invalidRequest, "The challenge has no field \(key.stringValue).")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let field = context.codingPath.last?.stringValue ?? "the body"
            throw ChallengeFailure(.invalidRequest, "In the challenge, \(field) has the wrong type.")
        } catch {
            throw ChallengeFailure(.invalidRequest, "The body is not valid JSON.")
        }
        guard challengeID.utf8.count <= Self.longestID, videoURL.utf8.count <= WorkerLimits.longestURL else {
            throw ChallengeFailure(.invalidRequest, "The challenge's id or URL is too long.")
        }
    }
}
