import Analysis
import Download
import Engines
import Media

extension ChallengeFailure {
    /// Converts an error of the analysis to a failure for the client. It omits messages of other libraries, because
    /// they may contain a URL with its query.
    package init(_ error: any Error) {
        switch error {
        case let failure as ChallengeFailure: self = failure
        case let error as DownloadError:
            let place = error.url.map { "\($0): " } ?? ""
            self.init(Self.code(error.code), place + error.message)
        case let error as MediaError:
            let place = error.path.map { "\($0): " } ?? ""
            self.init(error.code == .outOfMemory ? .workerFailed : .clipUnreadable, place + error.message)
        case let error as InferenceError: self.init(.workerFailed, "The model cannot run: \(error)")
        case is CancellationError: self.init(.abandoned, "The challenge was cancelled.")
        default: self.init(.workerFailed, "An unexpected error occurred: \(type(of: error)).")
        }
    }

    private static func code(_ code: DownloadError.Code) -> Code {
        switch code {
        case .invalidURL: .invalidRequest
        case .hostRefused, .addressRefused, .redirectRefused: .addressRefused
        case .cannotStore: .workerFailed
        case .cancelled: .abandoned
        default: .downloadFailed
        }
    }
}
