import Foundation

/// The model package that ships with the program.
public enum DefaultModel {
    /// The folder of the package that is used by default.
    public static var path: String { folder + "/scorevision-plain" }

    /// The folder of all packages that ship with the program.
    public static var folder: String { Bundle.module.bundlePath + "/Packages" }
}
