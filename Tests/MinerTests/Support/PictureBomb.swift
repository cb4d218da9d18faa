import Foundation

/// Clips of a few kilobytes whose pictures are huge, made with `Scripts/picture-bomb.py`.
enum PictureBomb {
    /// 100 pictures of 15360x8640: more than is read.
    static func huge() throws -> [UInt8] { try bytes("16k-bomb.mp4") }

    /// 2000 pictures of 8192x8192, the largest that are read: 200 GB of them.
    static func many() throws -> [UInt8] { try bytes("8k-bomb.mp4") }

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: Bundle.module.bundlePath + "/Resources/" + name)))
    }
}
