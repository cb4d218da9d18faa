/// The part of a file that a request asks for (RFC 9110, section 14).
enum ByteRange: Sendable, Equatable {
    /// The whole file.
    case whole
    /// One contiguous range of byte offsets, both ends inclusive.
    case part(ClosedRange<Int>)
    /// The requested range lies outside the file; the response is 416.
    case outside

    /// Parses a `Range` header field.
    ///
    /// - Parameters:
    ///   - header: The value of the field. As the RFC allows, a field that this parser does not understand, or that asks
    ///     for several ranges, is ignored.
    ///   - size: The size of the file, in bytes.
    init(_ header: String?, size: Int) {
        self = .whole
        guard let header, header.lowercased().hasPrefix("bytes=") else { return }
        let ends = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, nil) where ends[1].isEmpty: self = Self.clamped(first, size - 1, size: size)
        case (let first?, let last?) where first <= last: self = Self.clamped(first, last, size: size)
        case (nil, let count?) where ends[0].isEmpty: self = Self.clamped(size - min(count, size), size - 1, size: size)
        default: break
        }
    }

    private static func clamped(_ first: Int, _ last: Int, size: Int) -> Self {
        first < size ? .part(first...min(last, size - 1)) : .outside
    }
}
