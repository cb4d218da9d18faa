import NIOHTTP1

/// What tells one version of a file on a server from another.
struct FileVersion: Hashable, Sendable {
    var etag: String?
    var lastModified: String?

    init(_ headers: HTTPHeaders) {
        etag = headers.first(name: "ETag")
        lastModified = headers.first(name: "Last-Modified")
    }

    /// For `If-Range`, which takes no weak tag (RFC 9110, section 13.1.5).
    var condition: String? {
        if let etag, !etag.hasPrefix("W/") { return etag }
        return lastModified
    }

    /// Whether both say enough to know that they are different.
    func contradicts(_ other: FileVersion) -> Bool {
        if let mine = etag, let theirs = other.etag { return Self.opaque(mine) != Self.opaque(theirs) }
        if let mine = lastModified, let theirs = other.lastModified { return mine != theirs }
        return false
    }

    private static func opaque(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }
}
