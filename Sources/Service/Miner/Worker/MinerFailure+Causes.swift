import Analysis
import Download
import Engines
import Media

extension MinerFailure {
    /// What an error of the analysis means to whoever asked. The text of other systems is left out: it may hold a URL.
    init(_ error: any Error) {
        switch error {
        case let failure as MinerFailure: self = failure
        case let error as DownloadError:
            let place = error.url.map { "\($0): " } ?? ""
            self.init(Self.code(error.code), place + error.message)
        case let error as MediaError:
            let place = error.path.map { "\($0): " } ?? ""
            self.init(error.code == .outOfMemory ? .workerFailed : .clipUnreadable, place + error.message)
        case let error as InferenceError: self.init(.workerFailed, "The model can't be run: \(error)")
        case is CancellationError: self.init(.abandoned, "The challenge was cancelled.")
        default: self.init(.workerFailed, "Something went wrong: \(type(of: error)).")
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
