import Foundation

// Unsafe: libFuzzer hands over a pointer and a count.

/// What libFuzzer calls with one input after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// The check of the reader that FUZZ_READER names.
private let chosen: @Sendable ([UInt8]) -> Void = {
    let name = ProcessInfo.processInfo.environment["FUZZ_READER"] ?? ""
    if let reader = Reader(rawValue: name) { return { reader.check($0) } }
    if let reader = ModelReader(rawValue: name) { return { reader.check($0) } }
    let names = Reader.allCases.map(\.rawValue) + ModelReader.allCases.map(\.rawValue)
    FileHandle.standardError.write(Data("Set FUZZ_READER to one of \(names.joined(separator: ", ")).\n".utf8))
    exit(64)
}()
