import Media

/// Which clip a benchmark looks at.
enum BenchmarkSource {
    case file(String)
    /// Made on the spot, with its truth.
    case synthetic

    /// What the flags name.
    /// - Throws: `MediaError` for an address, which this build can't fetch.
    static func named(path: String?, url: String?) throws -> BenchmarkSource {
        if let url {
            throw MediaError(
                .invalidSetting, "A clip can't be measured from its address; fetch it and give --video-path.", path: url
            )
        }
        return path.map { .file($0) } ?? .synthetic
    }
}
