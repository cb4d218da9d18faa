import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int {
    /// Maps the elements on all of the processor's cores; the results are in the elements' order. A single element stays
    /// on the caller's thread.
    ///
    /// Throws the first element's error where several fail.
    public func mapSideBySide<Result: Sendable, Failure: Error>(
        _ transform: @escaping @Sendable (Element) throws(Failure) -> Result
    ) throws(Failure) -> [Result] {
        let results = Mutex([Swift.Result<Result, Failure>?](repeating: nil, count: count))
        let work = { @Sendable (offset: Int) in
            let result = Swift.Result { () throws(Failure) in try transform(self[startIndex + offset]) }
            results.withLock { $0[offset] = result }
        }
        if count == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: count, execute: work) }
        var mapped: [Result] = []
        for case .some(let result) in results.withLock({ $0 }) { mapped.append(try result.get()) }
        return mapped
    }
}
