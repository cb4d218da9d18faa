/// The version of the program, the service and its API description.
public enum ProgramVersion {
    /// The version that `scorevision --version` prints.
    public static let current = "0.5.0"
}
