import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int {
    /// Maps the elements on several of the processor's cores; the results are in the elements' order. A single element
    /// stays on the caller's thread.
    ///
    /// Throws the first element's error where several fail.
    /// - Parameter threads: the most that work; 0 = one for each core.
    public func mapSideBySide<Result: Sendable, Failure: Error>(
        threads: Int = 0, _ transform: @escaping @Sendable (Element) throws(Failure) -> Result
    ) throws(Failure) -> [Result] {
        let results = Mutex([Swift.Result<Result, Failure>?](repeating: nil, count: count))
        let next = Mutex(0)
        let work = { @Sendable (_: Int) in
            while true {
                let offset = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard offset < count else { return }
                let result = Swift.Result { () throws(Failure) in try transform(self[startIndex + offset]) }
                results.withLock { $0[offset] = result }
            }
        }
        let lanes = threads > 0 ? Swift.min(threads, count) : count
        if lanes == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: lanes, execute: work) }
        var mapped: [Result] = []
        for case .some(let result) in results.withLock({ $0 }) { mapped.append(try result.get()) }
        return mapped
    }
}
