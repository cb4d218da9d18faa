import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int {
    /// Returns the results of mapping the elements on several processor cores, in the order of the elements.
    ///
    /// A single element, or a limit of one thread, keeps all work on the caller's thread. If several elements fail, the
    /// call throws the error of the first one.
    ///
    /// - Parameters:
    ///   - threads: the largest number of threads; 0 = one for each core.
    ///   - transform: maps one element. Several threads call it at once.
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
