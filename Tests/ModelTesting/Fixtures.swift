public import Engines
public import Foundation
public import Media
import Synchronization

/// The small models beside these tests, and the shared folder of real ones where there is one.
public enum Fixtures {
    /// A file that `Resources/make_models.py` made.
    public static func path(_ name: String) -> String {
        Bundle.module.bundleURL.appendingPathComponent("Resources").appendingPathComponent(name).path
    }

    public static let shared: URL? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["SCOREVISION_SHARED"].map { URL(fileURLWithPath: $0) }
        let places = [named, root.appendingPathComponent("../shared").standardizedFileURL].compactMap { $0 }
        return places.first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("models").path) }
    }()

    /// A folder that is removed when `body` returns.
    public static func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// A picture of noise, the same for the same size.
    public static func noise(width: Int, height: Int, colour: ColourDescription = .bt709Limited) -> PictureBuffer {
        var picture = PictureBuffer(width: width, height: height, colour: colour)
        var state: UInt32 = 12345
        func next() -> UInt8 {
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        for i in picture.y.indices { picture.y[i] = next() }
        for i in picture.u.indices { (picture.u[i], picture.v[i]) = (next(), next()) }
        return picture
    }

    /// A picture of one colour.
    public static func flat(
        width: Int, height: Int, yuv: (UInt8, UInt8, UInt8), colour: ColourDescription = .bt709Limited
    ) -> PictureBuffer {
        var picture = PictureBuffer(width: width, height: height, colour: colour)
        for i in picture.y.indices { picture.y[i] = yuv.0 }
        for i in picture.u.indices { (picture.u[i], picture.v[i]) = (yuv.1, yuv.2) }
        return picture
    }
}

/// The error's code, or nil where nothing or something else was thrown.
public func code<Result>(_ body: () throws -> Result) -> InferenceError.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? InferenceError)?.code
    }
}

/// What happens, in its order.
public final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    public init() {}

    public func add(_ line: String) { lines.withLock { $0.append(line) } }

    public var all: [String] { lines.withLock { $0 } }
}
