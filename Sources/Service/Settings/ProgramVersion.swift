/// The version of the program, of its service and of the service's description.
public enum ProgramVersion {
    /// As `scorevision --version` prints it.
    public static let current = "0.5.0"
}
