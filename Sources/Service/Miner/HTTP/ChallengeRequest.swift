import Foundation

/// The body of `/soccer/challenge`; fields that aren't known are ignored.
struct ChallengeRequest: Decodable, Sendable {
    let challengeID: String
    let videoURL: String

    /// Bytes of a challenge's id.
    static let longestID = 256
    static let longestURL = 8192

    private enum CodingKeys: String, CodingKey {
        case challengeID = "challenge_id"
        case videoURL = "video_url"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        // Some validators count their challenges.
        if let number = try? values.decode(Int.self, forKey: .challengeID) {
            challengeID = "\(number)"
        } else {
            challengeID = try values.decode(String.self, forKey: .challengeID)
        }
        videoURL = try values.decode(String.self, forKey: .videoURL)
    }

    /// Reads a body. Throws `invalidRequest`.
    init(_ body: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(body))
        } catch DecodingError.keyNotFound(let key, _) {
            throw MinerFailure(.invalidRequest, "The challenge lacks \(key.stringValue).")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let field = context.codingPath.last?.stringValue ?? "the body"
            throw MinerFailure(.invalidRequest, "In the challenge, \(field) is of the wrong kind.")
        } catch {
            throw MinerFailure(.invalidRequest, "The body isn't JSON.")
        }
        guard challengeID.utf8.count <= Self.longestID, videoURL.utf8.count <= Self.longestURL else {
            throw MinerFailure(.invalidRequest, "The challenge's id or URL is too long.")
        }
    }
}
