import Foundation

enum ModelName {
    /// The name of a file without folder and extension.
    static func of(_ path: String) -> String {
        URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    }
}
