import Foundation
import Hummingbird

/// What goes with a request.
struct LabellingContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: Source) {
        coreContext = .init(source: source)
    }

    /// A frame with a thousand boxes has a tenth of it.
    var maxUploadSize: Int { 1 << 20 }
}
