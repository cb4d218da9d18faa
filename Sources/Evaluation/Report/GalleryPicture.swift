/// A picture for the page's gallery, made by whoever has the frames.
public struct GalleryPicture: Hashable, Sendable {
    public var caption: String
    /// The picture as `data:image/...;base64,...`. Anything else is left out of the page, which asks no other host.
    public var dataURI: String

    public init(caption: String, dataURI: String) {
        self.caption = caption
        self.dataURI = dataURI
    }
}
