/// Memory for the length of one pass, freed all at once. Unsafe: what it gives out is neither set nor checked.
final class Scratch {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { blocks.forEach { $0.deallocate() } }

    func bytes(_ count: Int) -> UnsafeMutablePointer<UInt8> { allocate(count) }
    func words(_ count: Int) -> UnsafeMutablePointer<UInt16> { allocate(count) }
    func integers(_ count: Int) -> UnsafeMutablePointer<Int32> { allocate(count) }

    private func allocate<Element: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Element> {
        let size = max(count, 1) * MemoryLayout<Element>.stride
        let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        blocks.append(block)
        return block.bindMemory(to: Element.self, capacity: count)
    }
}
