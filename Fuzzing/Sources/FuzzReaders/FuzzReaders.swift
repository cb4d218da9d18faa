// Unsafe: libFuzzer hands over a pointer and a count.

/// What libFuzzer calls with one input after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Reader.chosen.check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
