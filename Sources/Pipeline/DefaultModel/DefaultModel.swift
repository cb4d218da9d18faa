import Foundation

/// The model package that ships with the program.
public enum DefaultModel {
    /// The folder of the package that is used where nobody names another.
    public static var path: String { folder + "/scorevision-plain" }

    /// The folder with all packages that ship.
    public static var folder: String { Bundle.module.bundlePath + "/Packages" }
}
